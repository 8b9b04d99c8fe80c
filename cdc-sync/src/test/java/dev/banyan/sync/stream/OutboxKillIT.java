package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import dev.banyan.events.Event;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real process, killed while orders are made: nothing committed is left out, nothing rolled back is published. */
class OutboxKillIT {
    private static final int ROUNDS = 3;
    private static final int TRANSACTIONS = 150;
    private static final int ORDERS = 12;

    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, Long> versions = new LinkedHashMap<>();
    private int committed;

    @Test
    void publishesWhatWasCommittedAndNothingElse() throws Exception {
        Process sync = null;
        try (OutboxStage stage = new OutboxStage(SERVERS.get().right())) {
            transactions(stage, TRANSACTIONS);
            stage.startPhase();
            sync = SyncProcess.start(folder, stage.yaml, 0);
            for (int round = 0; round < ROUNDS; round++) {
                transactions(stage, TRANSACTIONS);
                awaitStreaming(stage);
                transactions(stage, TRANSACTIONS / 2);
                SyncProcess.kill(sync);
                transactions(stage, TRANSACTIONS / 2);
                sync = SyncProcess.start(folder, stage.yaml, 0);
            }

            List<Event> events = stage.receive(committed);

            Map<String, List<Long>> byOrder = new LinkedHashMap<>();
            for (Event event : events) {
                byOrder.computeIfAbsent(event.aggregateId(), order -> new ArrayList<>())
                        .add(event.aggregateVersion());
            }
            versions.forEach((order, newest) -> assertThat(byOrder.get(order))
                    .as("%s, seed %d", order, seed)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, newest).boxed().toList()));
        } finally {
            if (sync != null) {
                SyncProcess.kill(sync);
            }
        }
    }

    private static void awaitStreaming(OutboxStage stage) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> new Streams(stage.store)
                        .list().stream()
                                .anyMatch(stream ->
                                        stream.streaming() && stream.report().status() == StreamStatus.STREAMING));
    }

    /** Transactions of one to three orders each; one in four is rolled back. */
    private void transactions(OutboxStage stage, int count) throws SQLException {
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                Map<String, Long> moved = new LinkedHashMap<>();
                for (int n = 0; n <= random.nextInt(3); n++) {
                    String order = "order-" + random.nextInt(ORDERS);
                    moved.put(order, versions.getOrDefault(order, 0L) + 1);
                }
                boolean commits = random.nextInt(4) > 0;
                for (Map.Entry<String, Long> order : moved.entrySet()) {
                    String id = (commits ? "" : "never-" + i + "-" + random.nextInt() + "-") + order.getKey() + "-"
                            + order.getValue();
                    statement.execute(OutboxStage.insert(id, "OrderCreated", order.getKey(), order.getValue()));
                }
                if (commits) {
                    connection.commit();
                    versions.putAll(moved);
                    committed += moved.size();
                } else {
                    connection.rollback();
                }
            }
        }
    }
}
