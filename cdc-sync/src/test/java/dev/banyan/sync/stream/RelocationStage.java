package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.fence.Fence;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.SchemaCopy;
import dev.banyan.control.relocation.SchemaTrigger;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.ServerVersion;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.control.writers.WriterTriggers;
import dev.banyan.mariadb.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A monolith and a copy of it in the making on another server, a service that has left it, and the steps of a coordinator. */
final class RelocationStage implements AutoCloseable {
    static final String CLOUD = "cloud";
    static final String PAYMENTS = "payments";
    private static final WriterSwitch WRITERS = new WriterSwitch(CLOUD, true);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> MONOLITH = List.of(
            "CREATE TABLE members (mem_no BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL)",
            "CREATE TABLE orders (ord_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT NOT NULL, paid_amt INT NOT NULL"
                    + " DEFAULT 0, upd_dt TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY (mem_no) REFERENCES"
                    + " members (mem_no))",
            "CREATE TABLE payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, ord_no BIGINT NOT NULL, pay_amt INT NOT NULL,"
                    + " FOREIGN KEY (ord_no) REFERENCES orders (ord_no))",
            "CREATE TABLE changes (chg_no BIGINT AUTO_INCREMENT PRIMARY KEY, ord_no BIGINT NOT NULL)",
            "CREATE VIEW paid AS SELECT ord_no, paid_amt FROM orders WHERE paid_amt > 0",
            "CREATE TRIGGER tr_pay AFTER INSERT ON payments FOR EACH ROW BEGIN"
                    + " UPDATE orders SET paid_amt = paid_amt + NEW.pay_amt WHERE ord_no = NEW.ord_no;"
                    + " INSERT INTO changes (ord_no) VALUES (NEW.ord_no); END",
            "CREATE PROCEDURE sp_touch() UPDATE orders SET upd_dt = NOW() WHERE ord_no = 4",
            "INSERT INTO members (name) VALUES ('Kim'), ('이순신')",
            "INSERT INTO orders (mem_no) VALUES (1), (2), (1), (2)",
            "INSERT INTO payments (ord_no, pay_amt) VALUES (1, 100), (2, 200)");

    private static final String SERVICE =
            "CREATE TABLE payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, ord_no BIGINT NOT NULL, pay_amt INT NOT NULL)";

    final DatabaseServer left;
    final DatabaseServer right;
    final String schema;
    final String payment;
    final String yaml;
    final Migration migration;
    final ControlStore store;
    private final ShiftJournal journal;

    RelocationStage(DatabaseServer left, DatabaseServer right) throws SQLException {
        this.left = left;
        this.right = right;
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        schema = "ruby_" + suffix;
        payment = "payment_" + suffix;
        left.createSchema(schema);
        left.createSchema("banyan_" + suffix);
        right.createSchema(schema);
        right.createSchema(payment);
        run(left, schema, MONOLITH.toArray(String[]::new));
        run(right, payment, SERVICE);
        yaml = """
                migration: ruby
                control: { url: "jdbc:mysql://127.0.0.1:%1$d/banyan_%3$s", user: root, password: "" }
                proxy: { listen: "127.0.0.1:8000", admin: "127.0.0.1:8001", token: t }
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:%1$d/ruby_%3$s", user: root, password: "" }
                services:
                  payment:
                    http: [ "http://127.0.0.1:9101" ]
                    database: { url: "jdbc:mysql://127.0.0.1:%2$d/payment_%3$s", user: root, password: "" }
                  aws:
                    http: [ "http://127.0.0.1:8081" ]
                    database: { url: "jdbc:mysql://127.0.0.1:%2$d/ruby_%3$s", user: root, password: "" }
                phases:
                  payments:
                    service: payment
                    routes: [ { path: "/api/payments/**" } ]
                    tables: [ { from: payments, to: payments } ]
                    mode: whole
                    ids: external
                  cloud: { service: aws, relocate: true, after: keep }
                """.formatted(left.port(), right.port(), suffix);
        migration = MigrationFile.parse("migration.yaml", yaml, Map.of());
        store = ControlStore.open(migration.control(), 6);
        store.migrate();
        journal = new ShiftJournal(store);
    }

    Phase phase(String name) {
        return new Phases(store).find(name).orElseThrow();
    }

    private PhaseDefinition definition(String name) {
        return migration.phase(name).orElseThrow();
    }

    private DatabaseServer server(Owner side) {
        return side == Owner.MONOLITH ? left : right;
    }

    /** The databases of a phase's sides. */
    Connection connect(String phase, Owner side) throws SQLException {
        boolean service = phase.equals(PAYMENTS) && side == Owner.SERVICE;
        return server(side).connect(service ? payment : schema);
    }

    /** Payments have left for good, and the relocation is SYNCED; sync must run. */
    void synchronise() throws SQLException {
        startPayments();
        awaitSynced(PAYMENTS);
        commit(fence(hold(PAYMENTS, Cohorts.COUNT)));
        complete(PAYMENTS);
        startRelocation();
        awaitSynced(CLOUD);
    }

    private void startPayments() throws SQLException {
        try (Connection from = connect(PAYMENTS, Owner.MONOLITH);
                Connection to = connect(PAYMENTS, Owner.SERVICE)) {
            PhasePlan.resolve(definition(PAYMENTS), SchemaReader.read(from, schema), SchemaReader.read(to, payment))
                    .orElseThrow();
        }
        start(definition(PAYMENTS));
    }

    /** As {@code phase start} does it. */
    private void startRelocation() throws SQLException {
        try (Connection from = connect(CLOUD, Owner.MONOLITH);
                Connection to = connect(CLOUD, Owner.SERVICE);
                Statement mend = from.createStatement()) {
            for (SchemaTrigger trigger : SchemaTrigger.read(from, schema)) {
                for (String sql : trigger.guarded()
                        ? List.<String>of()
                        : trigger.replace(ServerVersion.of(from).mariaDb())) {
                    mend.execute(sql);
                }
            }
            SchemaCopy copy = SchemaCopy.read(from);
            copy.write(to);
            PhaseDefinition cloud = definition(CLOUD)
                    .withTables(copy.tables().stream()
                            .map(table -> new TableMapping(table, table, null, Map.of(), Map.of()))
                            .toList());
            WRITERS.install(from, false);
            WriterTriggers.of(cloud, Owner.MONOLITH).install(from);
            WRITERS.install(to, true);
            WriterTriggers.of(cloud, Owner.SERVICE).install(to);
            start(cloud);
        }
    }

    private void start(PhaseDefinition definition) {
        store.transaction(handle -> {
            Phases.start(handle, definition, null, "test");
            return true;
        });
        new Revisions(store)
                .change(
                        "test",
                        "routes",
                        document -> document.withUpstream(
                                        "monolith", migration.monolith().http())
                                .withUpstream(
                                        definition.service(),
                                        migration.serviceOf(definition).http())
                                .withPhase(definition.name(), PhaseRouting.start(definition, null)));
    }

    void awaitSynced(String phase) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(phase(phase).state())
                        .describedAs("%s", new Streams(store).list())
                        .isEqualTo(PhaseState.SYNCED));
    }

    void complete(String phase) {
        assertThat(new Phases(store).move(phase, PhaseState.CUT_OVER, PhaseState.COMPLETE, Cohorts.COUNT))
                .isTrue();
    }

    /** Takes a shift as far as HELD. */
    Shift hold(String phase, int to) {
        ShiftKind kind = to == 0 ? ShiftKind.ROLLBACK : ShiftKind.CUTOVER;
        Shift shift = journal.begin(phase, kind, to, "test", false);
        return journal.hold(journal.arm(shift), Duration.ofSeconds(60));
    }

    /** Stops writers of the database that is left, as a coordinator does in the hold. */
    void refuse(Shift held) throws SQLException {
        try (Connection old = connect(CLOUD, held.newOwner().other())) {
            assertThat(WRITERS.refuse(old, held.id())).isTrue();
        }
    }

    Shift fence(Shift held) throws SQLException {
        for (Owner origin : Owner.values()) {
            cross(held.phase(), origin, held.id());
        }
        return journal.fenced(held, "both");
    }

    void commit(Shift fenced) throws SQLException {
        if (fenced.phase().equals(CLOUD)) {
            try (Connection next = connect(CLOUD, fenced.newOwner())) {
                assertThat(WRITERS.open(next, fenced.id())).isTrue();
            }
        }
        journal.done(journal.commit(fenced), "done");
    }

    void abort(Shift shift) {
        journal.abort(shift, "test", "for the test");
    }

    /** Everything committed at the origin before has been applied at the other side when it returns. */
    void cross(String phase, Owner origin, long shift) throws SQLException {
        Fence fence = new Fence("test-" + UUID.randomUUID() + "-" + origin, shift, phase, origin);
        try (Connection from = connect(phase, origin);
                Connection to = connect(phase, origin.other())) {
            FenceTable.write(from, fence);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(FenceTable.present(to, fence.id()))
                            .describedAs("%s", new Streams(store).list())
                            .isTrue());
        }
    }

    void pay(int order) throws SQLException {
        run(right, payment, "INSERT INTO payments (ord_no, pay_amt) VALUES (" + order + ", 10)");
    }

    void move(int to) throws SQLException {
        Shift held = hold(CLOUD, to);
        refuse(held);
        commit(fence(held));
    }

    void write(Owner home) throws SQLException {
        run(
                home == Owner.MONOLITH ? left : right,
                schema,
                "INSERT INTO members (name) VALUES ('Lee')",
                "INSERT INTO orders (mem_no) SELECT MAX(mem_no) FROM members",
                "CALL sp_touch()");
    }

    /** Waits until the home has all payments, and both databases the same. */
    void same(Owner home) throws SQLException {
        String payments =
                SyncStage.rows(right, payment, "SELECT COUNT(*) FROM payments").get(0);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rows(home, "SELECT COUNT(*) FROM payments"))
                        .describedAs("%s", new Streams(store).list())
                        .containsExactly(payments));
        cross(CLOUD, home, 0);
        for (String table : List.of("members", "orders", "payments", "changes")) {
            assertThat(rows(Owner.SERVICE, "SELECT * FROM " + table + " ORDER BY 1"))
                    .describedAs(table)
                    .isEqualTo(rows(Owner.MONOLITH, "SELECT * FROM " + table + " ORDER BY 1"));
        }
        assertThat(rows(home, "SELECT COUNT(*) FROM changes")).containsExactly(payments);
        assertThat(rows(
                        home,
                        "SELECT o.ord_no FROM orders o WHERE o.paid_amt <> (SELECT COALESCE(SUM(p.pay_amt), 0)"
                                + " FROM payments p WHERE p.ord_no = o.ord_no)"))
                .describedAs("orders whose trigger ran not exactly once")
                .isEmpty();
        for (Owner side : Owner.values()) {
            assertThat(rows(side, "SELECT * FROM banyan_conflict")).isEmpty();
            assertThat(rows(side, "SELECT * FROM banyan_quarantine")).isEmpty();
        }
    }

    static void run(DatabaseServer server, String schema, String... statements) throws SQLException {
        try (Connection connection = server.connect(schema);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    List<String> rows(Owner side, String sql) throws SQLException {
        return SyncStage.rows(server(side), schema, sql);
    }

    @Override
    public void close() {
        store.close();
    }
}
