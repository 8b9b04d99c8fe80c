package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.stream.Streams;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real process, killed and started again: nothing is lost and nothing is done twice. */
class KillIT {
    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private int port;

    private Process process(SyncStage stage) throws IOException {
        return SyncProcess.start(folder, stage.yaml, port);
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
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process sync = null;
        try (SyncStage stage = new SyncStage(
                SERVERS.get(), "payments", PaymentsTables.MAPPING, sql, List.of(PaymentsTables.SERVICE))) {
            stage.startPhase();
            sync = process(stage);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() ->
                            !stage.serviceRows("SELECT 1 FROM payment LIMIT 1").isEmpty());
            SyncProcess.kill(sync);
            sync = process(stage);
            awaitSynced(stage);
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));

            Load load = new Load(stage);
            try {
                for (int i = 0; i < 2; i++) {
                    awaitMore(stage);
                    SyncProcess.kill(sync);
                    sync = process(stage);
                }
                awaitMore(stage);
            } finally {
                load.stop();
            }
            fence(stage);
            tellsHowItIs();
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));
            assertThat(stage.serviceRows("SELECT * FROM banyan_conflict")).isEmpty();
            assertThat(stage.serviceRows("SELECT * FROM banyan_quarantine")).isEmpty();
            assertThat(stage.monolithRows("SELECT * FROM banyan_conflict")).isEmpty();
        } finally {
            if (sync != null) {
                SyncProcess.kill(sync);
            }
        }
    }

    private void tellsHowItIs() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(get("/actuator/health/liveness")).contains("200 {\"status\":\"UP\"");
            assertThat(get("/actuator/health/readiness"))
                    .contains("200 {", "\"streams\"", "\"payments.FORWARD\":\"STREAMING\"");
            assertThat(get("/actuator/prometheus"))
                    .contains(
                            "banyan_stream_applied_rows{direction=\"forward\",phase=\"payments\"}", "jvm_memory_used");
        });
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    /** Waits until a good many rows more have been applied. */
    private static void awaitMore(SyncStage stage) throws SQLException {
        long applied = applied(stage);
        await().atMost(Duration.ofMinutes(2)).until(() -> applied(stage) > applied + 200);
    }

    private static long applied(SyncStage stage) throws SQLException {
        return Long.parseLong(
                stage.serviceRows("SELECT applied_rows FROM banyan_position WHERE stream_name = 'payments.forward'")
                        .get(0));
    }

    private static void fence(SyncStage stage) throws SQLException {
        stage.monolith(
                "INSERT INTO banyan_fence (id, shift_id, phase, origin) VALUES ('end', 0, 'payments', 'MONOLITH')");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !stage.serviceRows("SELECT 1 FROM banyan_fence WHERE id = 'end'")
                        .isEmpty());
    }

    /** Random transactions of one to twenty rows, about one in ten rolled back, at a pace that the streams can keep. */
    private static final class Load {
        private final Random random = new Random(42);
        private final Connection connection;
        private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        private final ScheduledFuture<?> transactions;

        Load(SyncStage stage) throws SQLException {
            connection = stage.left.connect(stage.monolith);
            connection.setAutoCommit(false);
            transactions = pace.scheduleWithFixedDelay(this::transaction, 0, 5, TimeUnit.MILLISECONDS);
        }

        private void transaction() {
            try (Statement statement = connection.createStatement()) {
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
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Stops; fails when a transaction did. */
        void stop() throws Exception {
            assertThat(transactions.isDone()).describedAs("the load has failed").isFalse();
            pace.shutdown();
            assertThat(pace.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            connection.close();
        }
    }
}
