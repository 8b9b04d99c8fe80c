package dev.banyan.bench.events;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.mariadb.EmbeddedMariaDb;
import dev.banyan.sync.stream.StreamSupervisor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** A database with an outbox, a control store beside it, and sync for them, all real. */
final class OutboxServer implements AutoCloseable {
    static final String SCHEMA = "orders";
    static final String SUBSCRIBER = "bench";
    static final String TYPE = "OrderDelivered";
    private static final String PHASE = "order-events";

    /** Each order tells so many events. */
    private static final int EVENTS_AN_ORDER = 5;

    final EmbeddedMariaDb server = EmbeddedMariaDb.start();
    final EmbeddedSqs sqs = EmbeddedSqs.start();
    private final Migration migration;
    private final ControlStore store;
    private long committed;

    OutboxServer() {
        server.createSchema(SCHEMA);
        server.createSchema("banyan");
        server.execute("""
                CREATE TABLE orders.outbox (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, event_id VARCHAR(60) NOT NULL UNIQUE,
                type VARCHAR(80) NOT NULL, schema_version INT NOT NULL, aggregate_id VARCHAR(120) NOT NULL,
                aggregate_version BIGINT NOT NULL, occurred_at DATETIME(6) NOT NULL, changed_attributes JSON NOT NULL,
                attributes JSON NOT NULL, trace_id VARCHAR(64) NULL) ENGINE = InnoDB""");
        migration = MigrationFile.parse(
                "migration.yaml",
                """
                migration: bench
                control: { url: "jdbc:mysql://127.0.0.1:%1$d/banyan", user: root, password: "" }
                proxy: { listen: "127.0.0.1:8000", admin: "127.0.0.1:8001", token: t }
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:%1$d/nowhere", user: root, password: "" }
                services:
                  order:
                    http: [ "http://127.0.0.1:9107" ]
                    database: { url: "jdbc:mysql://127.0.0.1:%1$d/%2$s", user: root, password: "" }
                events:
                  endpoint: %3$s
                  region: elasticmq
                  unsigned: true
                  subscribers: { %4$s: { types: [ %5$s ] } }
                phases:
                  %6$s: { service: order, outbox: outbox }
                """.formatted(server.port(), SCHEMA, sqs.endpoint(), SUBSCRIBER, TYPE, PHASE),
                Map.of());
        store = ControlStore.open(migration.control(), 4);
        store.migrate();
        store.transaction(handle -> {
            Phases.start(handle, migration.phase(PHASE).orElseThrow(), null, "bench");
            return true;
        });
    }

    /** Sync, in this process; it ends when it is closed. */
    StreamSupervisor sync() {
        StreamSupervisor sync = new StreamSupervisor(migration, store, "bench");
        sync.start();
        return sync;
    }

    boolean synced() {
        return new Phases(store)
                .find(PHASE)
                .map(Phase::state)
                .filter(PhaseState.SYNCED::equals)
                .isPresent();
    }

    /** Rows that sync has passed on since the phase was started. */
    static long passed(StreamSupervisor sync) {
        return sync.reports().stream().mapToLong(report -> report.appliedRows()).sum();
    }

    /** Events that were committed since there is an outbox. */
    long committed() {
        return committed;
    }

    /** Commits so many events, each in a transaction of its own. */
    void commit(int events) {
        try (Connection connection = server.connect(SCHEMA);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO outbox (event_id, type, schema_version,"
                                + " aggregate_id, aggregate_version, occurred_at, changed_attributes, attributes)"
                                + " VALUES (?, ?, 1, ?, ?, ?, '[\"status\"]', ?)")) {
            for (int i = 0; i < events; i++) {
                long event = ++committed;
                long order = event / EVENTS_AN_ORDER + 1;
                insert.setString(1, "event-" + event);
                insert.setString(2, TYPE);
                insert.setString(3, String.valueOf(order));
                insert.setLong(4, event % EVENTS_AN_ORDER + 1);
                insert.setObject(5, LocalDateTime.now(ZoneOffset.UTC));
                insert.setString(
                        6,
                        "{\"shopId\": " + order % 500 + ", \"memberId\": " + order % 10_000 + ", \"amount\": 15000}");
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Events can't be committed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
        sqs.close();
        server.close();
    }
}
