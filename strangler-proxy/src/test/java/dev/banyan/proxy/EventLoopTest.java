package dev.banyan.proxy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.banyan.proxy");

    /** What runs on event loops. */
    private static final String[] ON_EVENT_LOOPS = {
        "dev.banyan.proxy.traffic..",
        "dev.banyan.proxy.routing..",
        "dev.banyan.proxy.shift..",
        "dev.banyan.proxy.metrics.."
    };

    @Test
    void nothingOnAnEventLoopReachesForTheStore() {
        noClasses()
                .that()
                .resideInAnyPackage(ON_EVENT_LOOPS)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.banyan.control.store.ControlStore")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "dev.banyan.control.shift..", "dev.banyan.proxy.control..")
                .check(CLASSES);
    }

    @Test
    void nothingOnAnEventLoopBlocks() {
        noClasses()
                .that()
                .resideInAnyPackage(ON_EVENT_LOOPS)
                .should()
                .callMethodWhere(describe("blocks", EventLoopTest::blocks))
                .check(CLASSES);
    }

    private static boolean blocks(JavaMethodCall call) {
        String name = call.getTarget().getName();
        return name.startsWith("block")
                || name.equals("sleep")
                || (name.equals("join") && call.getTargetOwner().isAssignableTo(Thread.class));
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.banyan.proxy.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
