package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.fence.Fence;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.Options;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two servers, a control store on the first, and a supervisor over one phase of them. */
final class SyncStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    final DatabaseServer left;
    final DatabaseServer right;
    final String monolith;
    final String service;
    final ControlStore store;
    final String yaml;
    final Migration migration;
    final String phase;
    StreamSupervisor supervisor;

    /** Servers are shared by tests; each stage has schemas of its own. */
    record Servers(DatabaseServer left, DatabaseServer right) implements AutoCloseable {
        static Servers start() {
            return new Servers(
                    TestServers.start(Options.defaults()
                            .withArgs(
                                    "--auto-increment-increment=2",
                                    "--auto-increment-offset=1",
                                    "--default-time-zone=+09:00")),
                    TestServers.start(Options.defaults()
                            .withArgs(
                                    "--auto-increment-increment=2",
                                    "--auto-increment-offset=2",
                                    "--default-time-zone=+03:00")));
        }

        @Override
        public void close() {
            left.close();
            right.close();
        }
    }

    /** @param tables the part of migration.yaml that describes the phase, from {@code tables:} on */
    SyncStage(Servers servers, String phase, String tables, List<String> monolithSql, List<String> serviceSql)
            throws SQLException {
        this.left = servers.left();
        this.right = servers.right();
        this.phase = phase;
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        monolith = "ruby_" + suffix;
        service = "payment_" + suffix;
        String control = "banyan_" + suffix;
        left.createSchema(monolith);
        left.createSchema(control);
        right.createSchema(service);
        monolith(monolithSql.toArray(String[]::new));
        service(serviceSql.toArray(String[]::new));
        yaml = """
                migration: ruby
                control: { url: "jdbc:mysql://127.0.0.1:%1$d/%5$s", user: root, password: "" }
                proxy: { listen: "127.0.0.1:8000", admin: "127.0.0.1:8001", token: t }
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:%1$d/%2$s", user: root, password: "" }
                services:
                  payment:
                    http: [ "http://127.0.0.1:9101" ]
                    database: { url: "jdbc:mysql://127.0.0.1:%3$d/%4$s", user: root, password: "" }
                phases:
                  %6$s:
                    service: payment
                    routes:
                      - path: /api/%6$s/**
                        key: header.X-Member-Id
                %7$s
                """.formatted(
                        left.port(),
                        monolith,
                        right.port(),
                        service,
                        control,
                        phase,
                        tables.indent(4).stripTrailing());
        migration = MigrationFile.parse("migration.yaml", yaml, Map.of());
        store = ControlStore.open(migration.control(), 6);
        store.migrate();
    }

    void startPhase() throws SQLException {
        try (Connection from = left.connect(monolith);
                Connection to = right.connect(service)) {
            PhasePlan plan = PhasePlan.resolve(
                            migration.phases().get(phase),
                            SchemaReader.read(from, monolith),
                            SchemaReader.read(to, service))
                    .orElseThrow();
            store.transaction(handle -> {
                Phases.start(handle, migration.phases().get(phase), plan.keyRule(), "test");
                return true;
            });
        }
    }

    /** Routes the phase, so that shifts can run. */
    void route() {
        var definition = migration.phases().get(phase);
        new Revisions(store)
                .change(
                        "test",
                        "routes",
                        document -> document.withUpstream("monolith", List.of("http://127.0.0.1:8080"))
                                .withUpstream("payment", List.of("http://127.0.0.1:9101"))
                                .withPhase(
                                        phase,
                                        new PhaseRouting(
                                                "payment",
                                                definition.routes(),
                                                definition.mode(),
                                                phase().keyRule(),
                                                definition.hold(),
                                                0,
                                                null)));
    }

    /** Begins a shift and takes it as far as HELD. */
    Shift hold(int to) {
        return hold(to, Duration.ofSeconds(30));
    }

    Shift hold(int to, Duration deadline) {
        ShiftJournal journal = new ShiftJournal(store);
        Shift shift = journal.begin(phase, ShiftKind.SHIFT, to, "test", false);
        return journal.hold(journal.arm(shift), deadline);
    }

    /** Runs a whole shift. */
    void shift(int to) throws SQLException {
        ShiftJournal journal = new ShiftJournal(store);
        Shift shift = hold(to);
        fence(Direction.FORWARD, shift.id());
        fence(Direction.REVERSE, shift.id());
        journal.done(journal.commit(journal.fenced(shift, "both")), "done");
    }

    /** Rolls back without waiting for fences; they are left behind. */
    void rollbackAcceptingMissing() throws SQLException {
        ShiftJournal journal = new ShiftJournal(store);
        Shift shift = journal.begin(phase, ShiftKind.ROLLBACK, 0, "test", true);
        shift = journal.hold(journal.arm(shift), Duration.ofSeconds(30));
        try (Connection from = left.connect(monolith);
                Connection to = right.connect(service)) {
            FenceTable.write(from, new Fence("left-monolith", shift.id(), phase, Owner.MONOLITH));
            FenceTable.write(to, new Fence("left-service", shift.id(), phase, Owner.SERVICE));
        }
        journal.done(journal.commit(journal.fenced(shift, "accepted missing changes")), "done");
    }

    void startSync() {
        supervisor = new StreamSupervisor(migration, store, "test");
        supervisor.start();
    }

    void stopSync() {
        supervisor.close();
    }

    void awaitSynced() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phase().state())
                        .describedAs("%s", supervisor.reports())
                        .isEqualTo(PhaseState.SYNCED));
    }

    Phase phase() {
        return new Phases(store).find(phase).orElseThrow();
    }

    StreamReport report(Direction direction) {
        return supervisor.reports().stream()
                .filter(report -> report.direction() == direction)
                .findFirst()
                .orElseThrow();
    }

    void awaitStreaming(Direction direction) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(report(direction).status())
                        .describedAs("%s", report(direction))
                        .isEqualTo(StreamStatus.STREAMING));
    }

    /** Pauses a stream, so that what its source does from now on comes late, or resumes it. */
    void want(Direction direction, boolean paused) {
        new Streams(store).want(phase, direction, paused);
        await().atMost(PATIENCE).until(() -> (report(direction).status() == StreamStatus.PAUSED) == paused);
    }

    /** Sends a fence through a stream and waits for it; everything committed before has then been applied. */
    long fence(Direction direction) throws SQLException {
        return fence(direction, 0);
    }

    long fence(Direction direction, long shift) throws SQLException {
        Owner origin = direction.source();
        Fence fence = new Fence("test-" + UUID.randomUUID() + "-" + origin, shift, phase, origin);
        long start = System.nanoTime();
        try (Connection from = origin == Owner.MONOLITH ? left.connect(monolith) : right.connect(service);
                Connection to = origin == Owner.MONOLITH ? right.connect(service) : left.connect(monolith)) {
            FenceTable.write(from, fence);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(FenceTable.present(to, fence.id()))
                            .describedAs("%s", supervisor.reports())
                            .isTrue());
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    void monolith(String... statements) throws SQLException {
        run(left, monolith, statements);
    }

    void service(String... statements) throws SQLException {
        run(right, service, statements);
    }

    List<String> monolithRows(String sql) throws SQLException {
        return rows(left, monolith, sql);
    }

    List<String> serviceRows(String sql) throws SQLException {
        return rows(right, service, sql);
    }

    private static void run(DatabaseServer server, String schema, String... statements) throws SQLException {
        try (Connection connection = server.connect(schema);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows as text, columns joined by {@code |}. */
    static List<String> rows(DatabaseServer server, String schema, String sql) throws SQLException {
        try (Connection connection = server.connect(schema);
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (rs.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(rs.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }

    @Override
    public void close() {
        if (supervisor != null) {
            supervisor.close();
        }
        store.close();
    }
}
