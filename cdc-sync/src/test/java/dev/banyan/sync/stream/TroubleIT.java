package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkKind;
import dev.banyan.control.stream.WorkQueue;
import dev.banyan.mysql.ServerKind;
import dev.banyan.mysql.TestServers;
import dev.banyan.sync.work.WorkExecutor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stops a stream, what it says then, and what it gets over by itself. */
class TroubleIT {
    private static SyncStage.Servers servers;

    @BeforeAll
    static void start() {
        servers = SyncStage.Servers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static SyncStage stage(String... more) throws Exception {
        List<String> service = new java.util.ArrayList<>(List.of(PaymentsTables.SERVICE));
        service.addAll(List.of(more));
        SyncStage stage = new SyncStage(
                servers,
                "payments",
                PaymentsTables.MAPPING,
                List.of(
                        PaymentsTables.MONOLITH,
                        "INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (1, 1, 100, 'A')"),
                service);
        stage.startPhase();
        stage.startSync();
        return stage;
    }

    private static void awaitFailed(SyncStage stage, Direction direction, String... words) {
        await().atMost(SyncStage.PATIENCE).untilAsserted(() -> {
            StreamReport report = stage.report(direction);
            assertThat(report.status()).describedAs("%s", report).isEqualTo(StreamStatus.FAILED);
            assertThat(report.message()).contains(words);
        });
    }

    @Test
    void refusesATargetThatHoldsRows() throws Exception {
        try (SyncStage stage = stage("INSERT INTO payment (id, currency) VALUES (77, 'KRW')")) {
            awaitFailed(stage, Direction.FORWARD, "Table payment", "holds 1 rows", "DELETE FROM payment");
        }
    }

    @Test
    void stopsInFrontOfASchemaChangeThatBreaksTheMapping() throws Exception {
        try (SyncStage stage = stage()) {
            stage.awaitSynced();
            stage.monolith(
                    "ALTER TABLE payments ADD COLUMN extra INT NULL", "UPDATE payments SET extra = 1, pay_amt = 5");
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT amount FROM payment")).containsExactly("5.00");
            assertThat(stage.report(Direction.FORWARD).message()).contains("extra");

            stage.monolith("TRUNCATE TABLE payments");
            awaitFailed(stage, Direction.FORWARD, "A schema change on payments", "TRUNCATE", "resume");
            stage.service("SET @banyan_apply = 1", "DELETE FROM payment");
            stage.want(Direction.FORWARD, true);
            stage.want(Direction.FORWARD, false);
            stage.monolith("INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (101, 1, 7, 'A')");
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT amount FROM payment WHERE id = 101"))
                    .containsExactly("7.00");
        }
    }

    @Test
    void getsOverLostConnectionsAndRestartedServers() throws Exception {
        try (SyncStage stage = stage()) {
            stage.awaitSynced();
            stage.right.kill();
            stage.monolith("UPDATE payments SET pay_amt = 1");
            stage.right.restart();
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT amount FROM payment")).containsExactly("1.00");
            stage.left.kill();
            stage.left.restart();
            stage.monolith("UPDATE payments SET pay_amt = 2");
            stage.fence(Direction.FORWARD);
            stage.fence(Direction.REVERSE);
            assertThat(stage.serviceRows("SELECT amount FROM payment")).containsExactly("2.00");
            assertThat(stage.serviceRows("SELECT * FROM banyan_conflict")).isEmpty();
        }
    }

    @Test
    void pausesAndResumes() throws Exception {
        try (SyncStage stage = stage()) {
            stage.awaitSynced();
            stage.want(Direction.FORWARD, true);
            stage.monolith("UPDATE payments SET pay_amt = 3");
            stage.want(Direction.FORWARD, false);
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT amount FROM payment")).containsExactly("3.00");
        }
    }

    @Test
    void neverCopiesAgainWhenTheSourceHasLostItsPlace() throws Exception {
        try (SyncStage stage = stage()) {
            stage.awaitSynced();
            stage.stopSync();
            if (TestServers.kind() == ServerKind.MARIADB) { // which else keeps logs until replicas have come
                stage.monolith("SET GLOBAL slave_connections_needed_for_purge = 0");
            }
            stage.monolith("UPDATE payments SET pay_amt = 9", "FLUSH BINARY LOGS");
            String newest = stage.monolithRows("SHOW BINARY LOGS").stream()
                    .reduce((a, b) -> b)
                    .map(row -> row.substring(0, row.indexOf('|')))
                    .orElseThrow();
            await().atMost(SyncStage.PATIENCE).until(() -> {
                for (String dump : stage.monolithRows(
                        "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")) {
                    stage.monolith("KILL " + dump);
                }
                stage.monolith("PURGE BINARY LOGS TO '" + newest + "'");
                return stage.monolithRows("SHOW BINARY LOGS").size() == 1;
            });
            stage.startSync();
            awaitFailed(stage, Direction.FORWARD, "no longer has the binary log", "banyan phase cancel");
            assertThat(stage.serviceRows("SELECT amount FROM payment")).containsExactly("100.00");
        }
    }

    @Test
    void aPhaseCancelledWhileNoSyncRanIsCopiedAnew() throws Exception {
        try (SyncStage stage = stage()) {
            stage.awaitSynced();
            stage.stopSync();
            stage.store.transaction(handle -> dev.banyan.control.phase.Phases.cancel(handle, "payments"));
            stage.service("DELETE FROM payment");
            stage.startPhase();

            stage.startSync();

            stage.awaitSynced();
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));
        }
    }

    @Test
    void saysThatNothingRunsUntilACancelledPhaseIsCleanedUp() throws Exception {
        try (SyncStage stage = stage()) {
            stage.awaitSynced();
            stage.stopSync();
            stage.store.transaction(handle -> dev.banyan.control.phase.Phases.cancel(handle, "payments"));
            stage.startPhase();
            stage.service("DROP SCHEMA " + stage.service);

            stage.startSync();

            await().atMost(SyncStage.PATIENCE)
                    .untilAsserted(() -> assertThat(new Streams(stage.store).find("payments", Direction.FORWARD))
                            .hasValueSatisfying(stream -> {
                                assertThat(stream.report().status()).isEqualTo(StreamStatus.FAILED);
                                assertThat(stream.report().message())
                                        .contains("cancelled phase 'payments'", "Unknown database", "Trying again.");
                            }));
            stage.right.createSchema(stage.service);
            stage.service(PaymentsTables.SERVICE);
            stage.awaitSynced();
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));
        }
    }

    @Test
    void tellsWhenTheBookkeepingOfACancelledPhaseIsRemoved() throws Exception {
        try (SyncStage stage = stage();
                WorkExecutor executor = new WorkExecutor(
                        stage.store,
                        stage.supervisor,
                        (phase, progress) -> {
                            throw new IllegalStateException("nobody asks for it");
                        },
                        "test")) {
            executor.start();
            stage.awaitSynced();
            stage.store.transaction(handle -> dev.banyan.control.phase.Phases.cancel(handle, "payments"));
            WorkQueue queue = new WorkQueue(stage.store);
            long id = queue.ask(WorkKind.CLEAN_UP, "payments", Map.of(), "test");

            await().atMost(SyncStage.PATIENCE)
                    .until(() -> queue.find(id).orElseThrow().state() == Work.State.DONE);

            assertThat(stage.serviceRows("SELECT * FROM banyan_position")).isEmpty();
            assertThat(stage.monolithRows("SELECT * FROM banyan_position")).isEmpty();
            assertThat(new Streams(stage.store).list()).isEmpty();
        }
    }
}
