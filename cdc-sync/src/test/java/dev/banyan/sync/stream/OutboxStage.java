package dev.banyan.sync.stream;

import static org.awaitility.Awaitility.await;

import dev.banyan.events.Event;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.SubscriberQueue;
import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.mariadb.DatabaseServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service's database with an outbox, and a queue server with one subscriber. */
final class OutboxStage extends OneStreamStage {
    final EmbeddedSqs sqs;
    private final Queues queues;

    OutboxStage(DatabaseServer server) throws SQLException {
        this(EmbeddedSqs.start(), server);
    }

    private OutboxStage(EmbeddedSqs sqs, DatabaseServer server) throws SQLException {
        super(
                server,
                "order-events",
                """
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:${port}/nowhere", user: root, password: "" }
                services:
                  order:
                    http: [ "http://127.0.0.1:9107" ]
                    database: { url: "jdbc:mysql://127.0.0.1:${port}/${schema}", user: root, password: "" }
                events:
                  endpoint: %s
                  region: elasticmq
                  unsigned: true
                  subscribers: { review: { types: [ OrderCreated, OrderDelivered ] } }
                phases:
                  order-events: { service: order, outbox: outbox }
                """.formatted(sqs.endpoint()),
                "CREATE TABLE outbox (id BIGINT AUTO_INCREMENT PRIMARY KEY, event_id VARCHAR(60) NOT NULL UNIQUE,"
                        + " type VARCHAR(80) NOT NULL, schema_version INT NOT NULL DEFAULT 1,"
                        + " aggregate_id VARCHAR(120) NOT NULL, aggregate_version BIGINT NOT NULL,"
                        + " occurred_at DATETIME(6) NOT NULL DEFAULT '2018-07-01 03:00:00.25',"
                        + " changed_attributes JSON NULL, attributes JSON NULL, trace_id VARCHAR(60) NULL)");
        this.sqs = sqs;
        this.queues = Queues.open(sqs.settings(), QueueSettings.DEFAULTS);
    }

    /** Waits until sync has cleaned up behind the cancelled phase. */
    void awaitGone() {
        await().atMost(PATIENCE).until(() -> reports().isEmpty());
    }

    /** Takes so many events off the subscriber's queue. */
    List<Event> receive(int count) {
        List<Event> events = new ArrayList<>();
        SubscriberQueue queue = queues.receiver("review");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            for (ReceivedMessage message : queue.receive(10, Duration.ZERO)) {
                events.add(Event.parse(message.body()));
                queue.delete(message);
            }
            return events.size() >= count;
        });
        return events;
    }

    void add(String eventId, String type, String order, long version) throws SQLException {
        run(insert(eventId, type, order, version));
    }

    static String insert(String eventId, String type, String order, long version) {
        return "INSERT INTO outbox (event_id, type, aggregate_id, aggregate_version) VALUES ('" + eventId + "', '"
                + type + "', '" + order + "', " + version + ")";
    }

    @Override
    public void close() {
        super.close();
        queues.close();
        sqs.close();
    }
}
