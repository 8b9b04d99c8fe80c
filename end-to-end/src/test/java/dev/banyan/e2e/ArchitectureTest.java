package dev.banyan.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house, over the classes of every module. */
class ArchitectureTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of(
            "embedded-mariadb",
            "control-plane",
            "event-transport",
            "strangler-proxy",
            "cdc-sync",
            "migration-cli",
            "legacy-monolith",
            "extracted-services/service-kit",
            "extracted-services/payment",
            "extracted-services/order-relay",
            "extracted-services/menu",
            "extracted-services/shop-list",
            "extracted-services/settlement",
            "extracted-services/search",
            "extracted-services/order",
            "queue-server",
            "extracted-services/review",
            "extracted-services/ad",
            "extracted-services/shop-owner",
            "extracted-services/shop-view",
            "extracted-services/member",
            "playbooks");
    private static final List<String> SERVICES = List.of(
            "payment",
            "relay",
            "menu",
            "shoplist",
            "settlement",
            "search",
            "order",
            "review",
            "ad",
            "shopowner",
            "shopview",
            "member");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(MODULES.stream()
                    .map(module -> HOME.resolve(module).resolve("target/classes"))
                    .toList());

    @Test
    void everyModuleIsLookedAt() {
        assertThat(MODULES)
                .allMatch(module -> Files.isDirectory(HOME.resolve(module).resolve("target/classes")));
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName().split("\\.", 4)[2])
                        .distinct())
                .contains("mariadb", "control", "events", "proxy", "sync", "cli", "ruby", "kit", "playbooks")
                .containsAll(SERVICES);
    }

    @Test
    void modulesDependDownwardsOnly() {
        slices().matching("dev.banyan.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.banyan.control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.banyan.proxy..", "dev.banyan.sync..", "dev.banyan.cli..", "org.springframework..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("dev.banyan.proxy..", "dev.banyan.sync..", "dev.banyan.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(Stream.concat(Stream.of("playbooks", "ruby", "kit"), SERVICES.stream())))
                .check(CLASSES);
    }

    /** The toolkit and the services share it, so that it knows neither, and no framework. */
    @Test
    void theEventTransportKnowsNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.banyan.events..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(Stream.concat(
                        Stream.of("mariadb", "mysql", "control", "proxy", "sync", "cli", "playbooks", "ruby", "kit"),
                        SERVICES.stream())))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void proxySyncAndCliDoNotKnowEachOther() {
        for (String one : Stream.of("proxy", "sync", "cli").toList()) {
            for (String other : Stream.of("proxy", "sync", "cli")
                    .filter(name -> !name.equals(one))
                    .toList()) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.banyan." + one + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.banyan." + other + "..")
                        .check(CLASSES);
            }
        }
    }

    /** Services know the kit, and nothing else of ours: neither one another nor the monolith nor the toolkit. */
    @Test
    void theMonolithAndItsServicesDoNotKnowEachOther() {
        List<String> all = Stream.concat(Stream.of("ruby"), SERVICES.stream()).toList();
        for (String one : all) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.banyan." + one + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(Stream.concat(
                            Stream.of("control", "proxy", "sync", "cli", "playbooks"),
                            all.stream().filter(name -> !name.equals(one)))))
                    .check(CLASSES);
        }
    }

    private static String[] packages(Stream<String> modules) {
        return modules.map(module -> "dev.banyan." + module + "..").toArray(String[]::new);
    }

    @Test
    void theCommandLineNeedsNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.banyan.cli..", "dev.banyan.playbooks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    /** Java's client offers HTTP/2 unless it is told not to; an answer that changes to it on the way may be spoilt. (Benchmarks and tests are not looked at.) */
    @Test
    void clientsSpeakHttp11() {
        noClasses().should().callMethod(HttpClient.class, "newHttpClient").check(CLASSES);
        classes()
                .that(describe(
                        "make an HTTP client",
                        type -> type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(HttpClient.class)
                                        && call.getName().equals("newBuilder"))))
                .should()
                .accessField(HttpClient.Version.class, "HTTP_1_1")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "control",
                "proxy",
                "sync",
                "cli",
                "ruby",
                "kit",
                "payment",
                "relay",
                "menu",
                "shoplist",
                "settlement",
                "search",
                "order",
                "playbooks"
            })
    void packagesHaveNoCycles(String module) {
        slices().matching("dev.banyan." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
