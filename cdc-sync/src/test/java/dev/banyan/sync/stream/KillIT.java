package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, killed and started again: nothing is lost and nothing is done twice. */
class KillIT {
    private static SyncStage.Servers servers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        servers = SyncStage.Servers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private Process process(SyncStage stage) throws IOException {
        Path config = folder.resolve("migration.yaml");
        Files.writeString(config, stage.yaml);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.banyan.sync.SyncApplication",
                        "--banyan.config=" + config,
                        "--server.port=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("sync.log").toFile()))
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitSynced(SyncStage stage) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(stage.phase().state())
                        .describedAs("%s", new Streams(stage.store).list())
                        .isEqualTo(PhaseState.SYNCED));
    }

    @Test
    void losesNothingAndRepeatsNothing() throws Exception {
        List<String> sql = new ArrayList<>(List.of(PaymentsTables.MONOLITH));
        sql.addAll(PaymentsTables.seed(20_000));
        Process sync = null;
        try (SyncStage stage =
                new SyncStage(servers, "payments", PaymentsTables.MAPPING, sql, List.of(PaymentsTables.SERVICE))) {
            stage.startPhase();
            sync = process(stage);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() ->
                            !stage.serviceRows("SELECT 1 FROM payment LIMIT 1").isEmpty());
            kill(sync);
            sync = process(stage);
            awaitSynced(stage);
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));

            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> load(stage, enough));
            for (int i = 0; i < 3; i++) {
                long applied = applied(stage);
                await().atMost(Duration.ofMinutes(2)).until(() -> applied(stage) > applied + 50);
                kill(sync);
                sync = process(stage);
            }
            long applied = applied(stage);
            await().atMost(Duration.ofMinutes(2)).until(() -> applied(stage) > applied + 50);
            enough.set(true);
            load.join();
            stage.supervisor = null;
            fence(stage);
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));
            assertThat(stage.serviceRows("SELECT * FROM banyan_conflict")).isEmpty();
            assertThat(stage.serviceRows("SELECT * FROM banyan_quarantine")).isEmpty();
            assertThat(stage.monolithRows("SELECT * FROM banyan_conflict")).isEmpty();
        } finally {
            if (sync != null) {
                kill(sync);
            }
        }
    }

    private static long applied(SyncStage stage) {
        return new Streams(stage.store)
                .find("payments", Direction.FORWARD)
                .map(StreamRecord::report)
                .map(report -> report.appliedRows())
                .orElse(0L);
    }

    private static void fence(SyncStage stage) throws SQLException {
        stage.monolith(
                "INSERT INTO banyan_fence (id, shift_id, phase, origin) VALUES ('end', 0, 'payments', 'MONOLITH')");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !stage.serviceRows("SELECT 1 FROM banyan_fence WHERE id = 'end'")
                        .isEmpty());
    }

    /** Random transactions of one to twenty rows, about one in ten rolled back. */
    private static void load(SyncStage stage, AtomicBoolean enough) {
        Random random = new Random(42);
        try (Connection connection = stage.left.connect(stage.monolith);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!enough.get()) {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    int id = 2 * random.nextInt(20_000) + 1;
                    statement.execute(
                            switch (random.nextInt(3)) {
                                case 0 ->
                                    "INSERT INTO payments (mem_no, pay_amt, pay_stat, idem_key) VALUES ("
                                            + random.nextInt(500) + ", 1, 'P', UUID())";
                                case 1 -> "DELETE FROM payments WHERE pay_no = " + id;
                                default -> "UPDATE payments SET pay_amt = pay_amt + 1 WHERE pay_no = " + id;
                            });
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
