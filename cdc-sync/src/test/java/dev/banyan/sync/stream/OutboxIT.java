package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.store.Json;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.events.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outbox of a real database, published to a real queue. */
class OutboxIT {

    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    private static OutboxStage synced() throws SQLException {
        OutboxStage stage = new OutboxStage(SERVERS.get().right());
        stage.startPhase();
        stage.startSync();
        stage.awaitSynced();
        return stage;
    }

    @Test
    void publishesWhatIsThereAndThenWhatIsCommitted() throws Exception {
        try (OutboxStage stage = new OutboxStage(SERVERS.get().right())) {
            stage.run(
                    "INSERT INTO outbox (event_id, type, aggregate_id, aggregate_version, changed_attributes, attributes,"
                            + " trace_id) VALUES ('e1', 'OrderCreated', 'order-7', 3, '[\"status\"]',"
                            + " '{\"shopId\": 5, \"memo\": \"문 앞\"}', 't-1')");
            stage.add("e2", "OrderRelayed", "order-7", 4); // to which nobody subscribes
            stage.startPhase();
            stage.startSync();
            stage.awaitSynced();
            stage.add("e3", "OrderDelivered", "order-7", 5);

            List<Event> events = stage.receive(2);

            assertThat(events).extracting(Event::eventId).containsExactly("e1", "e3");
            Event first = events.get(0);
            assertThat(first.type()).isEqualTo("OrderCreated");
            assertThat(first.schemaVersion()).isEqualTo(1);
            assertThat(first.aggregateId()).isEqualTo("order-7");
            assertThat(first.aggregateVersion()).isEqualTo(3);
            assertThat(first.occurredAt()).isEqualTo(Instant.parse("2018-07-01T03:00:00.25Z"));
            assertThat(first.changedAttributes()).containsExactly("status");
            assertThat(first.attributes())
                    .isEqualTo(Json.mapper().readTree("{\"shopId\":5,\"memo\":\"문 앞\"}")); // in whatever order
            assertThat(first.traceId()).isEqualTo("t-1");
            assertThat(first.isRepublished()).isFalse();
            assertThat(stage.report().lagMillis()).isNotNegative();
            await().atMost(OutboxStage.PATIENCE).until(() -> stage.report().appliedRows() == 3);
        }
    }

    @Test
    void followsTheOrderOfCommitsAndNotOfIds() throws Exception {
        try (OutboxStage stage = synced();
                Connection slow = stage.connect();
                Connection undecided = stage.connect();
                Statement slowly = slow.createStatement();
                Statement inVain = undecided.createStatement()) {
            slow.setAutoCommit(false);
            undecided.setAutoCommit(false);
            inVain.execute(OutboxStage.insert("never", "OrderCreated", "order-1", 1));
            slowly.execute(OutboxStage.insert("late", "OrderCreated", "order-1", 2));
            stage.add("early", "OrderCreated", "order-1", 1);
            undecided.rollback();
            slow.commit();
            stage.run("DELETE FROM outbox WHERE event_id = 'early'"); // cleaning is no event
            stage.add("last", "OrderDelivered", "order-1", 3);

            assertThat(stage.receive(3)).extracting(Event::eventId).containsExactly("early", "late", "last");
        }
    }

    @Test
    void waitsForQueuesThatAreDown() throws Exception {
        try (OutboxStage stage = synced()) {
            stage.sqs.stop();
            stage.add("e1", "OrderCreated", "order-1", 1);
            await().atMost(OutboxStage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.report().message()).contains("Trying again."));
            stage.add("e2", "OrderDelivered", "order-1", 2);

            stage.sqs.restart();

            assertThat(stage.receive(2)).extracting(Event::eventId).containsExactly("e1", "e2");
            await().atMost(OutboxStage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.report().message()).isEmpty());
        }
    }

    @Test
    void goesOnWhereItStood() throws Exception {
        try (OutboxStage stage = synced()) {
            stage.add("e1", "OrderCreated", "order-1", 1);
            assertThat(stage.receive(1)).hasSize(1);
            await().atMost(OutboxStage.PATIENCE).until(() -> stage.report().appliedRows() == 1);
            stage.stopSync();
            stage.add("e2", "OrderDelivered", "order-1", 2);

            stage.startSync();

            assertThat(stage.receive(1)).extracting(Event::eventId).containsExactly("e2");
        }
    }

    /** The first 21,000 go to nobody. As more than sync takes at once, its position then lies among them, while it can't publish the last. */
    @Test
    void goesOnInTheMiddleOfATransaction() throws Exception {
        try (OutboxStage stage = synced();
                Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            stage.add("first", "OrderCreated", "order-0", 1);
            await().atMost(OutboxStage.PATIENCE).until(() -> stage.report().appliedRows() == 1); // the queue is known
            stage.sqs.stop();
            connection.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO outbox (event_id, type, aggregate_id, aggregate_version)"
                            + " WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 150)"
                            + " SELECT CONCAT(a.i, '-', b.i), 'OrderRelayed', CONCAT('order-', a.i), b.i FROM n a CROSS JOIN n b WHERE b.i <= 140");
            statement.execute(OutboxStage.insert("last", "OrderCreated", "order-1", 141));
            connection.commit();
            await().atMost(OutboxStage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.report().message()).contains("Trying again."));
            assertThat(stage.report().appliedRows()).isBetween(2L, 21_001L);
            stage.stopSync();
            stage.sqs.restart();

            stage.startSync();

            assertThat(stage.receive(1)).extracting(Event::eventId).containsExactly("last");
            await().atMost(OutboxStage.PATIENCE).until(() -> stage.report().appliedRows() == 21_002);
        }
    }

    @Test
    void standsInFrontOfARowThatHoldsNoEvent() throws Exception {
        try (OutboxStage stage = synced()) {
            stage.add("e1", "OrderCreated", "order-1", 0);
            stage.add("e2", "OrderCreated", "order-2", 1);

            stage.awaitStatus(
                    StreamStatus.FAILED,
                    "A row of outbox holds no event: An event's aggregateVersion must be 1 or more; it is 0");
            assertThat(stage.report().message())
                    .contains("banyan phase cancel order-events, banyan phase start order-events");
            stage.cancelPhase();
            stage.awaitGone();
            stage.run("DELETE FROM outbox WHERE event_id = 'e1'");
            stage.startPhase();

            assertThat(stage.receive(1)).extracting(Event::eventId).containsExactly("e2");
        }
    }

    @Test
    void standsInFrontOfASchemaChangeThatTakesAwayWhatItNeeds() throws Exception {
        try (OutboxStage stage = synced()) {
            stage.add("e1", "OrderCreated", "order-1", 1);
            assertThat(stage.receive(1)).hasSize(1);
            stage.run("TRUNCATE TABLE outbox", "ALTER TABLE outbox ADD COLUMN note VARCHAR(9)"); // both harmless
            stage.add("e2", "OrderCreated", "order-2", 1);
            assertThat(stage.receive(1)).extracting(Event::eventId).containsExactly("e2");

            stage.run("ALTER TABLE outbox DROP COLUMN schema_version");
            stage.awaitStatus(StreamStatus.FAILED, "A schema change took away what an outbox needs");
            stage.run("ALTER TABLE outbox ADD COLUMN schema_version INT NOT NULL DEFAULT 1");
            stage.add("e3", "OrderCreated", "order-3", 1);
            stage.pauseAndResume();

            assertThat(stage.receive(1)).extracting(Event::eventId).containsExactly("e3");
        }
    }
}
