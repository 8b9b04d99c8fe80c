package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.playbooks.check.PaymentsOwner;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shifts while processes die, freeze and wake. One stack and one load for all; each test ends with both databases equal and one
 * owner, the last one that no acknowledged write of the whole run was lost, doubled or changed. (Customers of a frozen proxy
 * time out; they come again.)
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShiftUnderFireIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @SuppressWarnings("NullAway.Init")
    private static RunningMigration running;

    @SuppressWarnings("NullAway.Init")
    private static ShiftFaults faults;

    @BeforeAll
    static void start() {
        // a frozen proxy is counted out after a lease and this
        running = RunningMigration.start("under-fire", 2_000, 40, "--banyan.proxy.upstream-timeout=3s");
        faults = new ShiftFaults(running);
        running.openTrafficGates();
        running.must("doctor", "payments", "--fix");
        running.must("phase", "start", "payments");
        running.must("verify", "payments");
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    /** To a quarter and from there to half and back: always another split than now. */
    private static ShiftRequest next() {
        return new ShiftRequest("payments", ShiftKind.SHIFT, running.phase().split() == 2_500 ? 5_000 : 2_500, false);
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(
            value = ShiftState.class,
            names = {"PREPARING", "ARMED", "HELD", "FENCED", "COMMITTED"})
    void theCoordinatorIsKilled(ShiftState after) throws InterruptedException {
        int before = running.phase().split();
        ShiftRequest request = next();

        assertThat(faults.ended(request, after, "KILL")).isEqualTo(137);

        assertThat(new ShiftJournal(running.store()).running()).isPresent();
        running.assertWhole();
        assertThat(running.phase().split()).isEqualTo(after == ShiftState.COMMITTED ? request.to() : before);
    }

    @Order(2)
    @Test
    void theCoordinatorSleepsThroughAnAbortAndWakes() throws InterruptedException {
        int before = running.phase().split();
        Process coordinator = faults.asleep(next(), ShiftState.HELD);
        ShiftJournal journal = new ShiftJournal(running.store());

        // Nobody resumes: a proxy aborts it once the hold's deadline has passed.
        await().atMost(LONG).until(() -> journal.running().isEmpty());
        CoordinatorProcess.signal(coordinator.pid(), "CONT");

        assertThat(ShiftFaults.exit(coordinator)).isEqualTo(5);
        running.assertWhole();
        assertThat(running.phase().split()).isEqualTo(before);
    }

    @Order(3)
    @ParameterizedTest
    @EnumSource(
            value = ShiftState.class,
            names = {"PREPARING", "ARMED", "HELD"})
    void aFrozenProxyAbortsTheShift(ShiftState when) {
        int before = running.phase().split();

        ShiftReport report = faults.at(next(), when, shift -> running.stack().pause("proxy-1"));
        running.stack().resume("proxy-1");

        assertThat(report.outcome()).isEqualTo("ABORTED");
        running.assertWhole();
        assertThat(running.phase().split()).isEqualTo(before);
    }

    @Order(4)
    @Test
    void aProxyFrozenAcrossTheCommitWakesToTheNewOwner() {
        ShiftRequest request = next();

        ShiftReport report =
                faults.at(request, ShiftState.FENCED, shift -> running.stack().pause("proxy-1"));
        running.stack().resume("proxy-1");

        assertThat(report.outcome()).isEqualTo("DONE");
        assertThat(report.notes()).anyMatch(note -> note.contains("counted out"));
        running.assertWhole();
        assertThat(running.phase().split()).isEqualTo(request.to());
    }

    @Order(5)
    @ParameterizedTest
    @EnumSource(
            value = ShiftState.class,
            names = {"PREPARING", "ARMED", "HELD", "FENCED", "COMMITTED"})
    void theControlStoreGoesAndComesBack(ShiftState when) {
        int before = running.phase().split();
        ShiftRequest request = next();
        CompletableFuture<?>[] back = {CompletableFuture.completedFuture(null)};

        ShiftReport report = faults.at(request, when, shift -> {
            running.stack().kill("control");
            back[0] = CompletableFuture.runAsync(() -> running.stack().start("control", StackListener.SILENT));
        });
        back[0].join();

        running.assertWhole();
        assertThat(report.outcome()).isEqualTo(when == ShiftState.COMMITTED ? "DONE" : report.outcome());
        assertThat(report.outcome()).isIn("DONE", "ABORTED");
        assertThat(running.phase().split()).isEqualTo(report.outcome().equals("ABORTED") ? before : request.to());
    }

    @Order(6)
    @Test
    void aHoldWaitsForQuickStreams() {
        CompletableFuture<?>[] awake = {CompletableFuture.completedFuture(null)};

        ShiftReport report = faults.at(next(), ShiftState.PREPARING, shift -> {
            running.stack().pause("sync");
            awake[0] = CompletableFuture.runAsync(
                    () -> running.stack().resume("sync"), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
        });
        awake[0].join();

        running.assertWhole();
        long deadline = running.phase().definition().hold().deadline().toMillis();
        assertThat(testFenceMillis(report)).isLessThanOrEqualTo(deadline / 2);
    }

    private static long testFenceMillis(ShiftReport report) {
        return report.notes().stream()
                .map(Pattern.compile("a test fence crossed both streams in (\\d+) ms")::matcher)
                .filter(Matcher::matches)
                .mapToLong(fence -> Long.parseLong(fence.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Order(7)
    @Test
    void syncIsKilledInTheMiddleOfItsWork() {
        running.stack().kill("sync");
        long missed = running.load().figures().acknowledgedWrites();
        await().atMost(LONG).until(() -> running.load().figures().acknowledgedWrites() > missed + 50);

        running.stack().start("sync", StackListener.SILENT);

        running.assertWhole();
    }

    @Order(8)
    @Test
    void noAcknowledgedWriteIsLost() {
        running.must("phase", "cutover", "payments");

        running.assertNoWriteLost(PaymentsOwner.SERVICE);
        running.must("verify", "payments");
    }
}
