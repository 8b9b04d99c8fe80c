package dev.banyan.e2e;

import static dev.banyan.control.routing.Owner.MONOLITH;
import static dev.banyan.control.routing.Owner.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The whole monolith moves to another server, back, and there again, while processes die and freeze, and somebody always writes
 * past the proxies. One site for all; each test ends with one writer and both databases equal, the last one with everything
 * that was promised in both, once.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RelocationUnderFireIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ShiftRequest THERE =
            new ShiftRequest(RelocationSite.CLOUD, ShiftKind.CUTOVER, Cohorts.COUNT, false);
    private static final ShiftRequest BACK = new ShiftRequest(RelocationSite.CLOUD, ShiftKind.ROLLBACK, 0, false);

    @SuppressWarnings("NullAway.Init")
    private static RelocationSite site;

    @SuppressWarnings("NullAway.Init")
    private static ShiftFaults faults;

    @BeforeAll
    static void start() throws Exception {
        site = RelocationSite.start("relocation-under-fire");
        faults = new ShiftFaults(site);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    /** Nobody resumes: proxies and sync abort past the deadline, and sync lets the old database's writers in again. */
    private static void awaitAborted() {
        ShiftJournal journal = new ShiftJournal(site.store());
        await().atMost(LONG).until(() -> journal.running().isEmpty());
        site.awaitTakenBy(MONOLITH);
    }

    @Order(1)
    @Test
    void aCoordinatorThatDiesWhileWritersAreRefusedLeavesTheOldDatabaseOpen() throws Exception {
        assertThat(faults.ended(THERE, ShiftState.FENCED, "KILL")).isEqualTo(137);

        awaitAborted();
        site.assertWhole(List.of(MONOLITH));
        site.assertNoOrderRefused();
    }

    @Order(2)
    @Test
    void aCoordinatorThatSleepsThroughTheAbortCanNotOpenTheNewDatabase() throws Exception {
        Process coordinator = faults.asleep(THERE, ShiftState.FENCED);
        awaitAborted();

        CoordinatorProcess.signal(coordinator.pid(), "CONT");

        assertThat(ShiftFaults.exit(coordinator)).isEqualTo(5);
        site.assertWhole(List.of(MONOLITH));
        site.assertNoOrderRefused();
    }

    @Order(3)
    @Test
    void aFrozenProxyAbortsTheCutover() throws Exception {
        ShiftReport report =
                faults.at(THERE, ShiftState.ARMED, shift -> site.stack().pause("proxy-1"));
        site.stack().resume("proxy-1");

        assertThat(report.outcome()).isEqualTo("ABORTED");
        site.assertWhole(List.of(MONOLITH));
    }

    @Order(4)
    @Test
    void theHomeChangesAtTheCommitThoughTheCoordinatorDies() throws Exception {
        long applied = site.paymentsCounter(MONOLITH);
        assertThat(site.home()).isEqualTo("monolith");

        assertThat(faults.ended(THERE, ShiftState.COMMITTED, "KILL")).isEqualTo(137);

        assertThat(new ShiftJournal(site.store()).running().map(Shift::state))
                .isEqualTo(Optional.of(ShiftState.COMMITTED));
        assertThat(site.home()).isEqualTo("aws");
        site.awaitTakenBy(SERVICE);
        site.assertWhole(List.of(MONOLITH, SERVICE));
        assertThat(site.paymentsCounter(SERVICE)).isGreaterThan(applied);
    }

    @Order(5)
    @Test
    void syncDiesBetweenFenceAndCommitOfTheRollback() throws Exception {
        long applied = site.paymentsCounter(SERVICE);

        ShiftReport report =
                faults.at(BACK, ShiftState.FENCED, shift -> site.stack().kill("sync"));
        assertThat(site.home()).isEqualTo("monolith");
        site.awaitCustomers();
        site.stack().start("sync", StackListener.SILENT);

        assertThat(report.outcome()).isEqualTo("DONE");
        site.assertWhole(List.of(MONOLITH, SERVICE, MONOLITH));
        assertThat(site.paymentsCounter(MONOLITH)).isGreaterThan(applied);
    }

    @Order(6)
    @Test
    void aProxyFrozenAcrossTheCommitWakesToTheNewHome() throws Exception {
        ShiftReport report =
                faults.at(THERE, ShiftState.FENCED, shift -> site.stack().pause("proxy-1"));
        site.stack().resume("proxy-1");

        assertThat(report.outcome()).isEqualTo("DONE");
        assertThat(report.notes()).anyMatch(note -> note.contains("counted out"));
        site.assertWhole(List.of(MONOLITH, SERVICE, MONOLITH, SERVICE));
    }

    @Order(7)
    @Test
    void nothingIsLostOrDoubled() throws Exception {
        site.assertNothingLost();
        site.must("phase", "complete", RelocationSite.CLOUD, "--yes");
    }
}
