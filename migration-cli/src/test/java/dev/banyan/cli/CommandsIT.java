package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.evidence.Audit;
import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRegistration;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkKind;
import dev.banyan.control.stream.WorkQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands against a real control store and real databases, with neither proxy nor sync running. */
class CommandsIT {
    private static Servers servers;

    @TempDir
    Path directory;

    private ControlStore store;

    @BeforeAll
    static void startServers() {
        servers = new Servers();
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @BeforeEach
    void reset() {
        servers.reset(directory);
        store = servers.store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void listsAPhaseThatWasNeverStarted() {
        Typed typed = Typed.json(directory, "phase", "list");

        assertThat(typed.exit()).isZero();
        JsonNode payments = typed.json().path("phases").path("payments");
        assertThat(payments.path("state").stringValue()).isEqualTo("PLANNED");
        assertThat(payments.path("split").stringValue()).isEqualTo("0%");
    }

    @Test
    void asksWhatWasMeantByAnUnknownPhase() {
        for (String command : List.of("show", "start", "cutover", "complete")) {
            Typed typed = Typed.in(directory, "phase", command, "paymnts");

            assertThat(typed.exit()).as(command).isEqualTo(2);
            assertThat(typed.err())
                    .contains("There is no phase 'paymnts'. Declared: payments. Did you mean 'payments'?");
        }
    }

    @Test
    void tellsAWrongPasswordInOneMessage() {
        Servers.write(directory, servers.text().replace("secret", "wrong"));

        Typed typed = Typed.in(directory, "phase", "list");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("control store at 127.0.0.1:", "as banyan", "Access denied", "migration.yaml");
        assertThat(typed.err()).doesNotContain("\tat ").doesNotContain("wrong");
    }

    @Test
    void tellsAWrongPasswordOfADatabaseBeforeAnythingIsStarted() {
        Servers.write(directory, servers.text().replace("hidden", "wrong"));

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("database of 'monolith' at 127.0.0.1:", "Access denied");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void tellsThatTheControlStoreIsDown() {
        Servers.write(directory, MigrationText.of(1, 1));

        Typed typed = Typed.in(directory, "traffic", "show");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("control store at 127.0.0.1:1/banyan");
    }

    @Test
    void aDryRunOfStartPrintsThePlanAndChangesNothing() {
        Typed typed = Typed.json(directory, "phase", "start", "payments", "--dry-run");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("dryRun").booleanValue()).isTrue();
        assertThat(typed.json().path("steps").path(0).stringValue())
                .contains("freeze 'payments' as SYNCING", "keys compared as integer", "http://127.0.0.1:9101");
        assertThat(new Phases(store).list()).isEmpty();
        assertThat(new Revisions(store).newest().number()).isZero();
        assertThat(new Audit(store).newest(10)).isEmpty();
    }

    @Test
    void startFreezesTheDefinitionAndRoutesNothingAway() {
        Typed typed = start();

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("SYNCING");
        Phase phase = new Phases(store).find("payments").orElseThrow();
        assertThat(phase.keyRule()).hasToString("INTEGER");
        JsonNode traffic = Typed.json(directory, "traffic", "show").json();
        assertThat(traffic.path("revision").intValue()).isEqualTo(1);
        assertThat(traffic.path("phases").path("payments").path("split").stringValue())
                .isEqualTo("0%");
        assertThat(traffic.path("upstreams").path("payment").path(0).stringValue())
                .isEqualTo("http://127.0.0.1:9101");
        assertThat(new Audit(store).newest(1).get(0).action()).isEqualTo("phase start");
    }

    @Test
    void aStartedPhaseIsNotStartedAgain() {
        start();
        new Phases(store).move("payments", PhaseState.SYNCING, PhaseState.SYNCED, 0);

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("started already", "SYNCED");
        assertThat(new Revisions(store).newest().number()).isEqualTo(1);
    }

    @Test
    void aStartedPhaseKeepsItsDefinition() {
        start();
        Servers.write(directory, servers.text().replace("/api/payments/**", "/api/pay/**"));

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("another definition", "banyan phase cancel payments");
    }

    @Test
    void startNamesAColumnThatTheTableDoesNotHave() {
        Servers.write(directory, servers.text().replace("pay_amt:", "pay_amnt:"));

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("pay_amnt", "Did you mean 'pay_amt'?", "migration.yaml");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void startRefusesATableWithoutPrimaryKey() {
        servers.sites().execute("ALTER TABLE ruby.payments MODIFY pay_no BIGINT, DROP PRIMARY KEY");

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("ruby.payments", "no primary key", "ADD PRIMARY KEY");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void startRefusesPartialRowImages() {
        servers.sites().execute("SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            Typed typed = Typed.in(directory, "phase", "start", "payments");

            assertThat(typed.exit()).isEqualTo(3);
            assertThat(typed.err()).contains("binlog_row_image", "FULL");
            assertThat(new Phases(store).list()).isEmpty();
        } finally {
            servers.sites().execute("SET GLOBAL binlog_row_image = 'FULL'");
        }
    }

    @Test
    void aShiftOfAPhaseThatIsNotStartedIsRefused() {
        Typed typed = Typed.in(directory, "phase", "shift", "payments", "--to", "25%");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("not started", "banyan phase start payments");
    }

    @Test
    void aShiftWithoutProxiesAndStreamsIsRefusedWithEveryReason() {
        synced();

        Typed typed = Typed.in(directory, "phase", "shift", "payments", "--to", "25%");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("No proxy is registered", "stream", "never verified");
        assertThat(new Revisions(store)
                        .newest()
                        .document()
                        .phases()
                        .get("payments")
                        .split())
                .isZero();
    }

    @Test
    void aShiftWhileAnotherRunsIsRefused() {
        synced();
        new ShiftJournal(store).begin("payments", ShiftKind.SHIFT, 100, "somebody", false);

        Typed typed = Typed.in(directory, "traffic", "set", "payments", "25%");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("is running", "somebody", "banyan phase resume payments");
    }

    @Test
    void aDryRunOfAShiftPrintsTheProtocolAndChangesNothing() {
        synced();

        Typed typed = Typed.json(directory, "phase", "cutover", "payments", "--dry-run");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("steps").size()).isGreaterThan(4);
        assertThat(new ShiftJournal(store).history("payments")).isEmpty();
        assertThat(new Revisions(store).newest().number()).isEqualTo(1);
    }

    @Test
    void aPhaseThatIsWhereItShouldBeNeedsNoShift() {
        synced();

        Typed typed = Typed.json(directory, "phase", "rollback", "payments");

        assertThat(typed.exit()).isZero();
        assertThat(typed.json().path("outcome").stringValue()).isEqualTo("DONE");
        assertThat(new ShiftJournal(store).history("payments")).isEmpty();
    }

    @Test
    void acceptingLossNeedsConsent() {
        Typed typed = Typed.in(directory, "phase", "rollback", "payments", "--accept-missing");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("may be missing", "--yes");
    }

    @Test
    void setsTheAddressesOfASide() {
        start();

        Typed typed = Typed.json(directory, "traffic", "set", "--upstream", "payment=http://a:1,http://b:2");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(new Revisions(store).newest().document().upstreams().get("payment"))
                .containsExactly("http://a:1", "http://b:2");
        assertThat(typed.json().path("revision").intValue()).isEqualTo(2);
        assertThat(Typed.in(directory, "traffic", "set", "--upstream", "paiment=http://a:1")
                        .err())
                .contains("Did you mean 'payment'?");
    }

    @Test
    void refusesASplitOverAHundredPercent() {
        Typed typed = Typed.in(directory, "traffic", "set", "payments", "101%");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("between 0% and 100%");
    }

    @Test
    void showsEveryProxyWithWhatItRoutesBy() {
        start();
        Fleet fleet = new Fleet(store);
        fleet.register(
                new ProxyRegistration("p1", "i1", "http://127.0.0.1:1", "http://127.0.0.1:2", Duration.ofSeconds(10)));
        fleet.beat("p1", "i1", 1, 0, null);
        fleet.register(
                new ProxyRegistration("p2", "i2", "http://127.0.0.1:3", "http://127.0.0.1:4", Duration.ofSeconds(10)));
        fleet.beat("p2", "i2", 0, 0, "can't build it");

        JsonNode proxies = Typed.json(directory, "traffic", "status").json().path("proxies");

        assertThat(proxies.path("p1").path("state").stringValue()).isEqualTo("CURRENT");
        assertThat(proxies.path("p2").path("behind").intValue()).isEqualTo(1);
        assertThat(proxies.path("p2").path("refusal").stringValue()).isEqualTo("can't build it");
    }

    @Test
    void forgetsAProxyOnlyWithConsent() {
        Fleet fleet = new Fleet(store);
        fleet.register(
                new ProxyRegistration("p1", "i1", "http://127.0.0.1:1", "http://127.0.0.1:2", Duration.ofSeconds(10)));

        assertThat(Typed.in(directory, "traffic", "forget", "p1").exit()).isEqualTo(2);
        assertThat(Typed.in(directory, "traffic", "forget", "p2", "--yes").err())
                .contains("Did you mean 'p1'?");
        assertThat(Typed.in(directory, "traffic", "forget", "p1", "--yes", "--dry-run")
                        .exit())
                .isZero();
        assertThat(fleet.list()).hasSize(1);
        assertThat(Typed.in(directory, "traffic", "forget", "p1", "--yes").exit())
                .isZero();
        assertThat(fleet.list()).isEmpty();
    }

    @Test
    void verifyWithoutSyncSaysSoAndWithdrawsTheWork() {
        synced();

        Typed typed = Typed.in(directory, "verify", "payments");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("No sync process took the work within 10 s", "banyan sync run");
        assertThat(new WorkQueue(store).claim("sync")).isEmpty();
    }

    @Test
    void verifyExitsWithOneWhenTheSidesDiffer() throws InterruptedException {
        synced();
        Thread sync = new Thread(() -> answerVerify(result(3)));
        sync.start();

        Typed typed = Typed.json(directory, "verify", "payments");
        sync.join();

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.json().path("rowsDifferent").intValue()).isEqualTo(3);
        assertThat(typed.err()).contains("3 rows different");
    }

    @Test
    void onlyACutOverAndVerifiedPhaseIsCompleted() {
        synced();
        assertThat(Typed.in(directory, "phase", "complete", "payments", "--yes").err())
                .contains("is SYNCED; only one that is CUT_OVER");
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        assertThat(Typed.in(directory, "phase", "complete", "payments", "--yes").err())
                .contains("never verified");
        new Evidence(store).store("payments", Evidence.VERIFY, false, result(2));

        Typed typed = Typed.in(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("2 different", "banyan verify payments");
    }

    @Test
    void aCompletedPhaseRefusesTheMonolithsOwnWrites() throws Exception {
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        new Evidence(store).store("payments", Evidence.VERIFY, true, result(0));
        assertThat(Typed.json(directory, "phase", "complete", "payments", "--dry-run")
                        .json()
                        .path("steps")
                        .size())
                .isEqualTo(2);

        Typed typed = Typed.json(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("COMPLETE");
        try (var connection = servers.sites().connect("ruby");
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)"))
                    .hasMessageContaining("table payments moved to service payment");
            statement.execute("SET @banyan_apply = 1");
            statement.execute("INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)");
            statement.execute("SET @banyan_apply = NULL");
            assertThatThrownBy(() -> statement.execute("DELETE FROM payments"))
                    .hasMessageContaining("moved to service payment");
        }
    }

    @Test
    void cancelTakesAPhaseOffRoutingAndList() {
        synced();
        Thread sync = new Thread(this::answerCleanUp);
        assertThat(Typed.in(directory, "phase", "cancel", "payments", "--dry-run")
                        .exit())
                .isZero();
        assertThat(new Phases(store).list()).hasSize(1);
        sync.start();

        Typed typed = Typed.in(directory, "phase", "cancel", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(new Phases(store).list()).isEmpty();
        assertThat(new Revisions(store).newest().document().phases()).isEmpty();
    }

    @Test
    void aPhaseThatHasMovedIsNotCancelled() {
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);

        Typed typed = Typed.in(directory, "phase", "cancel", "payments", "--yes");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("CUT_OVER", "banyan phase rollback payments");
    }

    @Test
    void pausesStreamsThatAreThere() {
        start();
        assertThat(Typed.in(directory, "sync", "pause", "payments").exit()).isEqualTo(3);
        Streams streams = new Streams(store);
        streams.report(report(), "sync-1");

        Typed typed = Typed.json(directory, "sync", "pause", "payments", "--direction", "forward");

        assertThat(typed.exit()).isZero();
        assertThat(streams.find("payments", Direction.FORWARD).orElseThrow().paused())
                .isTrue();
        JsonNode line =
                Typed.json(directory, "sync", "status").json().path("streams").path("payments.forward");
        assertThat(line.path("paused").booleanValue()).isTrue();
        assertThat(line.path("lagMillis").intValue()).isEqualTo(120);
    }

    @Test
    void showsAPhaseWithItsGates() {
        start();
        new Streams(store).report(report(), "sync-1");

        Typed typed = Typed.in(directory, "phase", "show", "payments");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("state", "SYNCING", "lag forward", "2000 ms", "120 ms", "never verified");
    }

    @Test
    void listsQuarantinedRowsOfBothDatabases() {
        start();
        assertThat(Typed.json(directory, "sync", "quarantine", "list")
                        .json()
                        .path("rows")
                        .size())
                .isZero();
        servers.sites()
                .execute(
                        "CREATE TABLE payment.banyan_quarantine (id BIGINT AUTO_INCREMENT PRIMARY KEY, stream_name VARCHAR(64),"
                                + " table_name VARCHAR(64), row_key VARCHAR(500), cohort_key VARCHAR(200), operation VARCHAR(10),"
                                + " before_image LONGTEXT, after_image LONGTEXT, source_millis BIGINT, error VARCHAR(2000),"
                                + " tries INT NOT NULL DEFAULT 0)",
                        "INSERT INTO payment.banyan_quarantine (stream_name, table_name, row_key, operation, after_image,"
                                + " source_millis, error) VALUES ('payments.forward', 'payments', '7', 'INSERT',"
                                + " '{\"pay_no\": 7}', 1000, 'no such value')");

        JsonNode row = Typed.json(directory, "sync", "quarantine", "list")
                .json()
                .path("rows")
                .path(0);
        JsonNode shown = Typed.json(
                        directory, "sync", "quarantine", "show", row.path("id").toString())
                .json();

        assertThat(row.path("error").stringValue()).isEqualTo("no such value");
        assertThat(shown.path("after").path("pay_no").intValue()).isEqualTo(7);
        assertThat(Typed.in(directory, "sync", "quarantine", "drop", "99", "--yes")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void theDoctorFindsPartialRowImagesAndSaysSo() {
        servers.sites().execute("SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            Typed typed = Typed.json(directory, "doctor");

            assertThat(typed.exit()).isEqualTo(3);
            assertThat(typed.json().path("refused").intValue()).isPositive();
            assertThat(typed.out()).contains("binlog_row_image");
        } finally {
            servers.sites().execute("SET GLOBAL binlog_row_image = 'FULL'");
        }
    }

    private Typed start() {
        return Typed.json(directory, "phase", "start", "payments", "--no-wait");
    }

    private void synced() {
        assertThat(start().exit()).isZero();
        new Phases(store).move("payments", PhaseState.SYNCING, PhaseState.SYNCED, 0);
    }

    private void answerVerify(VerifyResult result) {
        WorkQueue queue = new WorkQueue(store);
        Work work =
                await().until(() -> queue.claim("sync"), Optional::isPresent).orElseThrow();
        assertThat(work.kind()).isEqualTo(WorkKind.VERIFY);
        queue.finish(work.id(), true, Json.write(result));
    }

    private void answerCleanUp() {
        WorkQueue queue = new WorkQueue(store);
        Work work =
                await().until(() -> queue.claim("sync"), Optional::isPresent).orElseThrow();
        assertThat(work.arguments()).containsKey("definition");
        queue.finish(work.id(), true, "{}");
    }

    private static VerifyResult result(long different) {
        return new VerifyResult("payments", 100, different, 0, 0, 5, List.of());
    }

    private static StreamReport report() {
        return new StreamReport("payments", Direction.FORWARD, StreamStatus.STREAMING, 120, "at 4", "", 0, 0, 0, 0, 17);
    }
}
