package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import dev.banyan.mariadb.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One phase with one stream, out of a schema of a real server; the control store is a schema beside. */
abstract class OneStreamStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final ControlStore store;
    final String yaml;
    private final DatabaseServer server;
    private final String schema;
    private final Migration migration;
    private final String phase;
    private @Nullable StreamSupervisor supervisor;

    /** @param rest of migration.yaml, from {@code monolith:} on, with {@code ${port}} and {@code ${schema}} of the source */
    OneStreamStage(DatabaseServer server, String phase, String rest, String... sql) throws SQLException {
        this.server = server;
        this.phase = phase;
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        schema = "source_" + suffix;
        String control = "banyan_" + suffix;
        server.createSchema(schema);
        server.createSchema(control);
        run(sql);
        yaml = """
                migration: ruby
                control: { url: "jdbc:mysql://127.0.0.1:${port}/%s", user: root, password: "" }
                proxy: { listen: "127.0.0.1:8000", admin: "127.0.0.1:8001", token: t }
                %s""".formatted(control, rest)
                .replace("${port}", String.valueOf(server.port()))
                .replace("${schema}", schema);
        migration = MigrationFile.parse("migration.yaml", yaml, Map.of());
        store = ControlStore.open(migration.control(), 6);
        store.migrate();
    }

    final PhaseDefinition definition() {
        return migration.phase(phase).orElseThrow();
    }

    final void startPhase() {
        startPhase(definition());
    }

    final void startPhase(PhaseDefinition definition) {
        store.transaction(handle -> {
            Phases.start(handle, definition, null, "test");
            return true;
        });
    }

    final void cancelPhase() {
        store.transaction(handle -> Phases.cancel(handle, phase));
    }

    final void startSync() {
        supervisor = new StreamSupervisor(migration, store, "test");
        supervisor.start();
    }

    final void stopSync() {
        if (supervisor != null) {
            supervisor.close();
        }
    }

    final Phase phase() {
        return new Phases(store).find(phase).orElseThrow();
    }

    final void awaitSynced() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phase().state())
                        .describedAs("%s", supervisor == null ? "" : supervisor.reports())
                        .isEqualTo(PhaseState.SYNCED));
    }

    final StreamReport report() {
        return reports().stream().findFirst().orElseThrow();
    }

    final List<StreamReport> reports() {
        if (supervisor == null) {
            throw new IllegalStateException("no sync");
        }
        return supervisor.reports();
    }

    final void awaitStatus(StreamStatus status, String message) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(report().status()).describedAs("%s", report()).isEqualTo(status);
            assertThat(report().message()).contains(message);
        });
    }

    final void pauseAndResume() {
        Streams streams = new Streams(store);
        streams.want(phase, Direction.FORWARD, true);
        await().atMost(PATIENCE).until(() -> report().status() == StreamStatus.PAUSED);
        streams.want(phase, Direction.FORWARD, false);
    }

    final Connection connect() throws SQLException {
        return server.connect(schema);
    }

    final void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** As one transaction. */
    final void together(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    final long count(String sql) throws SQLException {
        return Long.parseLong(SyncStage.rows(server, schema, sql).get(0));
    }

    @Override
    public void close() {
        stopSync();
        store.close();
    }
}
