package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.e2e.Ledger.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A monolith that is being moved to another server: its payments have left and feed it from a service, customers order and
 * pay through two proxies, and a batch writes past them into each of the two databases, all the time.
 */
final class RelocationSite extends RunningStack {
    static final String CLOUD = "cloud";
    static final String PAYMENTS = "payments";
    private static final Pattern BLANK_LINE = Pattern.compile("\n\n");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Ledger ledger = new Ledger();
    private final Applications applications;
    private final List<Runnable> writerEnds = new ArrayList<>();

    /** What stands in front of the old database, the new one, and that of payments. */
    private record Applications(TinyApplication monolith, TinyApplication aws, TinyApplication payment) {
        String named(String text) {
            return text.replace("@monolith@", monolith.address())
                    .replace("@aws@", aws.address())
                    .replace("@payment@", payment.address());
        }
    }

    private RelocationSite(Path folder, Applications applications) {
        super(folder, resource("stack.yaml"));
        this.applications = applications;
    }

    /** Starts the servers, lets payments leave, and starts writers and the relocation. */
    static RelocationSite start(String name) throws SQLException {
        Applications applications =
                new Applications(new TinyApplication(), new TinyApplication(), new TinyApplication());
        Path folder = folder(name);
        try {
            Files.writeString(
                    Files.createDirectories(folder).resolve("migration.yaml"),
                    applications.named(resource("migration.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RelocationSite site = new RelocationSite(folder, applications);
        try {
            site.paymentsLeave();
            site.relocationStarts();
        } catch (SQLException | RuntimeException | Error e) {
            site.close();
            throw e;
        }
        return site;
    }

    private void paymentsLeave() throws SQLException {
        for (String statement : BLANK_LINE.split(resource("schema.sql"), -1)) {
            run(url("ruby", "ruby"), statement);
        }
        run(
                url("aws", "payment"),
                "CREATE TABLE payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, token VARCHAR(40) NOT NULL,"
                        + " ord_no BIGINT NOT NULL, pay_amt INT NOT NULL)");
        must("doctor", PAYMENTS, "--fix", "--yes");
        must("phase", "start", PAYMENTS);
        must("verify", PAYMENTS);
        must("phase", "cutover", PAYMENTS);
        must("verify", PAYMENTS);
        must("phase", "complete", PAYMENTS, "--yes");
    }

    private void relocationStarts() {
        must("doctor", CLOUD, "--fix", "--yes");
        applications.monolith().serve(orders(Owner.MONOLITH));
        applications.aws().serve(orders(Owner.SERVICE));
        applications
                .payment()
                .serve(new DatabaseWriter(
                        url("aws", "payment"),
                        "INSERT INTO payments (token, ord_no, pay_amt) VALUES (?, 1 + CRC32(token) % 5, 10)",
                        "SELECT COUNT(*) FROM payments WHERE token = ?",
                        (from, to) -> {}));
        writerEnds.add(TokenCustomers.start(List.of(address("proxy-1"), address("proxy-2")), ledger)::close);
        writerEnds.add(Batch.start(batch(Owner.MONOLITH), notes(Owner.MONOLITH), ledger)::close);
        must("phase", "start", CLOUD);
        writerEnds.add(Batch.start(batch(Owner.SERVICE), notes(Owner.SERVICE), ledger)::close);
        must("verify", CLOUD);
    }

    private DatabaseWriter orders(Owner side) {
        return new DatabaseWriter(
                url(server(side), "ruby"),
                "CALL place_order(?)",
                "SELECT COUNT(*) FROM found_orders WHERE token = ?",
                (from, to) -> ledger.wrote(side, from, to));
    }

    private DatabaseWriter notes(Owner side) {
        return new DatabaseWriter(
                url(server(side), "ruby"),
                "CALL write_note(?)",
                "SELECT COUNT(*) FROM notes WHERE token = ?",
                (from, to) -> ledger.wrote(side, from, to));
    }

    private static String batch(Owner side) {
        return "note-" + side;
    }

    private static String server(Owner side) {
        return side == Owner.MONOLITH ? "ruby" : "aws";
    }

    private String url(String server, String schema) {
        return stack().databaseUrl(server, schema);
    }

    Phase phase() {
        return phase(CLOUD);
    }

    String home() {
        return Home.now(migration(), new Phases(store()).list()).name();
    }

    /** Customers, unlike batches, come through the proxies, which send nobody to a database that refuses. */
    void assertNoOrderRefused() {
        assertThat(ledger.count(TokenCustomers.ORDERS, Told.REFUSED)).isZero();
    }

    /** Waits until batches past the proxies are taken by this side, and refused by the other. */
    void awaitTakenBy(Owner owner) {
        awaitMore(owner, Told.KEPT);
        awaitMore(owner.other(), Told.REFUSED);
    }

    private void awaitMore(Owner side, Told what) {
        long before = ledger.count(batch(side), what);
        await().atMost(LONG).until(() -> ledger.count(batch(side), what) > before + 2);
    }

    /** Waits until both proxies have passed on orders and payments from now on. */
    void awaitCustomers() {
        for (String kind : List.of(TokenCustomers.ORDERS, TokenCustomers.PAYMENTS)) {
            long before = ledger.count(kind, Told.KEPT);
            await().atMost(LONG).until(() -> ledger.count(kind, Told.KEPT) > before + 10);
        }
    }

    /**
     * Settles, then asserts that one side takes writes, that sides wrote after each other and in this order since the start,
     * and that both databases are equal.
     */
    void assertWhole(List<Owner> writersInTurn) throws SQLException {
        Owner owner = writersInTurn.get(writersInTurn.size() - 1);
        assertWhole(CLOUD);
        assertThat(phase().split()).isEqualTo(owner == Owner.MONOLITH ? 0 : 10_000);
        awaitTakenBy(owner);
        awaitCustomers();
        ledger.assertWriters(writersInTurn);
        ledger.assertNoComplaint();
        for (Owner side : Owner.values()) {
            try (Connection connection = DriverManager.getConnection(url(server(side), "ruby"), "root", "")) {
                assertThat(new WriterSwitch(CLOUD, true)
                                .read(connection)
                                .orElseThrow()
                                .refused())
                        .as("writers of %s", side)
                        .isEqualTo(side != owner);
            }
        }
    }

    /** How far payments have come, as one of the databases says: transactions applied, over all epochs. */
    long paymentsCounter(Owner side) throws SQLException {
        return Long.parseLong(rows(side, "SELECT counter FROM banyan_position WHERE stream_name = 'payments.reverse'")
                .get(0));
    }

    /** Ends all writing and asserts that everything that was promised is in both databases, once. */
    void assertNothingLost() throws SQLException {
        endWriting();
        settle();
        int payments = Integer.parseInt(
                rows(url("aws", "payment"), "SELECT COUNT(*) FROM payments").get(0));
        for (Owner side : Owner.values()) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(rows(side, "SELECT COUNT(*) FROM payments"))
                            .containsExactly("" + payments));
        }
        must("verify", CLOUD);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(paymentsPosition(Owner.SERVICE))
                        .as("the position of payments travels")
                        .isEqualTo(paymentsPosition(Owner.MONOLITH)));
        for (Owner side : Owner.values()) {
            ledger.assertKept(TokenCustomers.ORDERS, tokens(side, "orders", TokenCustomers.ORDERS));
            ledger.assertKept(TokenCustomers.PAYMENTS, tokens(side, "payments", TokenCustomers.PAYMENTS));
            for (Owner writer : Owner.values()) {
                ledger.assertKept(batch(writer), tokens(side, "notes", batch(writer)));
            }
            assertWhole(side);
        }
        assertThat(made(Owner.SERVICE)).isEqualTo(made(Owner.MONOLITH)).isNotEmpty();
    }

    /** Whole transactions, and triggers that ran once for each row. */
    private void assertWhole(Owner side) throws SQLException {
        for (String broken : List.of(
                "SELECT token FROM orders o WHERE 3 <> (SELECT SUM(amt) FROM order_lines l WHERE l.ord_no = o.ord_no)",
                "SELECT mem_no FROM members m WHERE ord_cnt <> (SELECT COUNT(*) FROM orders o WHERE o.mem_no = m.mem_no)",
                "SELECT mem_no FROM members m WHERE note_cnt <> (SELECT COUNT(*) FROM notes n WHERE n.mem_no = m.mem_no)",
                "SELECT ord_no FROM orders o WHERE paid_amt <> (SELECT COALESCE(SUM(pay_amt), 0) FROM payments p"
                        + " WHERE p.ord_no = o.ord_no)",
                "SELECT pay_no FROM payments p WHERE 1 <> (SELECT COUNT(*) FROM pay_log l WHERE l.pay_no = p.pay_no)",
                "SELECT stream_name FROM banyan_quarantine",
                "SELECT stream_name FROM banyan_conflict")) {
            assertThat(rows(side, broken)).as("%s: %s", side, broken).isEmpty();
        }
    }

    /** What else than rows a database is made of. */
    private List<String> made(Owner side) throws SQLException {
        return rows(
                side,
                "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() UNION ALL"
                        + " SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() UNION ALL"
                        + " SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY 1");
    }

    private List<String> paymentsPosition(Owner side) throws SQLException {
        return rows(
                side,
                "SELECT CONCAT(epoch, '/', counter, '/', position) FROM banyan_position"
                        + " WHERE stream_name = 'payments.reverse'");
    }

    private Map<String, Integer> tokens(Owner side, String table, String prefix) throws SQLException {
        Map<String, Integer> tokens = new HashMap<>();
        for (String token : rows(side, "SELECT token FROM " + table + " WHERE token LIKE '" + prefix + "%'")) {
            tokens.merge(token, 1, Integer::sum);
        }
        return tokens;
    }

    private List<String> rows(Owner side, String sql) throws SQLException {
        return rows(url(server(side), "ruby"), sql);
    }

    private static List<String> rows(String url, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            while (rs.next()) {
                rows.add(rs.getString(1));
            }
        }
        return rows;
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) {
        try {
            return Files.readString(BanyanProcess.home()
                    .resolve("end-to-end/src/test/resources/relocation")
                    .resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endWriting() {
        writerEnds.forEach(Runnable::run);
        writerEnds.clear();
    }

    @Override
    public void close() {
        try {
            endWriting();
        } finally {
            applications.monolith().close();
            applications.aws().close();
            applications.payment().close();
            super.close();
        }
    }
}
