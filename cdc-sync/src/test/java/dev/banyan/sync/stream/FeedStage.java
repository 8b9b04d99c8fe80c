package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.mariadb.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A monolith's database and a service that is fed from it; the control store is a schema beside. */
final class FeedStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final FeedReceiver receiver;
    final ControlStore store;
    final String yaml;
    private final DatabaseServer server;
    private final String schema;
    private final Migration migration;
    private @Nullable StreamSupervisor supervisor;

    /** @param rest of the phase in migration.yaml, from {@code tables:} on */
    FeedStage(DatabaseServer server, String rest, String... sql) throws SQLException, IOException {
        this.server = server;
        this.receiver = new FeedReceiver();
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        schema = "ruby_" + suffix;
        String control = "banyan_" + suffix;
        server.createSchema(schema);
        server.createSchema(control);
        run(sql);
        yaml = """
                migration: ruby
                control: { url: "jdbc:mysql://127.0.0.1:%1$d/%2$s", user: root, password: "" }
                proxy: { listen: "127.0.0.1:8000", admin: "127.0.0.1:8001", token: t }
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:%1$d/%3$s", user: root, password: "" }
                services:
                  search: { http: [ "%4$s" ], token: %5$s }
                phases:
                  search:
                    service: search
                    feed: true
                %6$s
                """.formatted(
                        server.port(),
                        control,
                        schema,
                        receiver.address(),
                        FeedReceiver.TOKEN,
                        rest.indent(4).stripTrailing());
        migration = MigrationFile.parse("migration.yaml", yaml, Map.of());
        store = ControlStore.open(migration.control(), 6);
        store.migrate();
    }

    void startPhase() {
        store.transaction(handle -> {
            Phases.start(handle, migration.phases().get("search"), null, "test");
            return true;
        });
    }

    void cancelPhase() {
        store.transaction(handle -> Phases.cancel(handle, "search"));
    }

    void startSync() {
        supervisor = new StreamSupervisor(migration, store, "test");
        supervisor.start();
    }

    void stopSync() {
        if (supervisor != null) {
            supervisor.close();
        }
    }

    Phase phase() {
        return new Phases(store).find("search").orElseThrow();
    }

    void awaitSynced() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phase().state())
                        .describedAs("%s", supervisor == null ? "" : supervisor.reports())
                        .isEqualTo(PhaseState.SYNCED));
    }

    StreamReport report() {
        if (supervisor == null) {
            throw new IllegalStateException("no sync");
        }
        return supervisor.reports().stream().findFirst().orElseThrow();
    }

    void awaitStatus(StreamStatus status, String message) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(report().status()).describedAs("%s", report()).isEqualTo(status);
            assertThat(report().message()).contains(message);
        });
    }

    void run(String... statements) throws SQLException {
        try (Connection connection = server.connect(schema);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** As one transaction. */
    void together(String... statements) throws SQLException {
        try (Connection connection = server.connect(schema);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(SyncStage.rows(server, schema, sql).get(0));
    }

    @Override
    public void close() {
        stopSync();
        store.close();
        receiver.close();
    }
}
