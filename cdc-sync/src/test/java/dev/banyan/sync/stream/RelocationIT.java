package dev.banyan.sync.stream;

import static dev.banyan.sync.stream.RelocationStage.CLOUD;
import static dev.banyan.sync.stream.RelocationStage.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.stream.Streams;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole monolith goes to another server and back while a service that left it goes on feeding it. */
class RelocationIT {
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

    private static DatabaseServer left;
    private static DatabaseServer right;

    private RelocationStage stage;
    private StreamSupervisor sync;

    @BeforeAll
    static void servers() {
        left = TestServers.start();
        right = TestServers.start();
    }

    @AfterAll
    static void stopServers() {
        left.close();
        right.close();
    }

    @BeforeEach
    void paymentsHaveLeft() throws Exception {
        stage = new RelocationStage(left, right, MONOLITH, List.of(SERVICE));
        startSync();
        stage.startPayments();
        stage.awaitSynced(PAYMENTS);
        stage.commit(stage.fence(stage.hold(PAYMENTS, 10_000)));
        stage.complete(PAYMENTS);
        stage.startRelocation();
        stage.awaitSynced(CLOUD);
    }

    @AfterEach
    void stop() {
        sync.close();
        stage.close();
    }

    private void startSync() {
        sync = new StreamSupervisor(stage.migration, stage.store, "test");
        sync.start();
    }

    private void pay(int order) throws SQLException {
        RelocationStage.run(
                right, stage.payment, "INSERT INTO payments (ord_no, pay_amt) VALUES (" + order + ", 10)");
    }

    private void move(int to) throws SQLException {
        Shift held = stage.hold(CLOUD, to);
        stage.refuse(held);
        stage.commit(stage.fence(held));
    }

    /** Waits until the home has all payments, and both databases the same. */
    private void same(Owner home) throws SQLException {
        String payments = SyncStage.rows(right, stage.payment, "SELECT COUNT(*) FROM payments")
                .get(0);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        stage.rows(home, "SELECT COUNT(*) FROM payments"))
                .describedAs("%s", new Streams(stage.store).list())
                .containsExactly(payments));
        stage.cross(CLOUD, home, 0);
        for (String table : List.of("members", "orders", "payments", "changes")) {
            assertThat(stage.rows(Owner.SERVICE, "SELECT * FROM " + table + " ORDER BY 1"))
                    .describedAs(table)
                    .isEqualTo(stage.rows(Owner.MONOLITH, "SELECT * FROM " + table + " ORDER BY 1"));
        }
        assertThat(stage.rows(home, "SELECT COUNT(*) FROM changes")).containsExactly(payments);
        assertThat(stage.rows(
                        home,
                        "SELECT o.ord_no FROM orders o WHERE o.paid_amt <> (SELECT COALESCE(SUM(p.pay_amt), 0)"
                                + " FROM payments p WHERE p.ord_no = o.ord_no)"))
                .describedAs("orders whose trigger ran not exactly once")
                .isEmpty();
        for (Owner side : Owner.values()) {
            assertThat(stage.rows(side, "SELECT * FROM banyan_conflict")).isEmpty();
            assertThat(stage.rows(side, "SELECT * FROM banyan_quarantine")).isEmpty();
        }
    }

    @Test
    void goesThereAndBackAndThereAgainWhileAServiceGoesOnFeedingIt() throws Exception {
        assertThat(stage.rows(Owner.SERVICE, "SELECT * FROM paid ORDER BY 1")).containsExactly("1|100", "2|200");
        try (Payments load = new Payments()) {
            Owner home = Owner.MONOLITH;
            for (int to : new int[] {10_000, 0, 10_000}) {
                write(home);
                load.awaitMore();
                move(to);
                home = to == 0 ? Owner.MONOLITH : Owner.SERVICE;
                write(home);
                load.awaitMore();
            }
        }
        same(Owner.SERVICE);
        assertThat(stage.rows(Owner.SERVICE, "SELECT COUNT(*) FROM members")).containsExactly("8");
        refused(Owner.MONOLITH, "CALL sp_touch()");
        stage.complete(CLOUD);
        pay(3);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stage.rows(Owner.SERVICE, "SELECT COUNT(*) FROM payments")
                        .equals(SyncStage.rows(right, stage.payment, "SELECT COUNT(*) FROM payments")));
    }

    @Test
    void aTransactionThatBeganBeforeIsInBothOrInNone() throws Exception {
        try (Connection writing = left.connect(stage.schema);
                Connection idle = left.connect(stage.schema);
                Statement write = writing.createStatement();
                Statement late = idle.createStatement()) {
            writing.setAutoCommit(false);
            idle.setAutoCommit(false);
            late.executeQuery("SELECT COUNT(*) FROM members").close();
            write.execute("INSERT INTO members (name) VALUES ('early')");
            Shift held = stage.hold(CLOUD, 10_000);
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> {
                try {
                    stage.refuse(held);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> !SyncStage.rows(
                            left,
                            stage.schema,
                            "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'UPDATE banyan_writers%'")
                    .isEmpty());
            write.execute("INSERT INTO orders (mem_no) VALUES (1)");
            writing.commit();
            refusing.get();
            assertThatThrownBy(() -> late.execute("INSERT INTO members (name) VALUES ('late')"))
                    .hasMessageContaining("this database was left");
            idle.rollback();
            stage.commit(stage.fence(held));
        }
        same(Owner.SERVICE);
        assertThat(stage.rows(Owner.SERVICE, "SELECT name FROM members ORDER BY mem_no"))
                .containsExactly("Kim", "이순신", "early");
    }

    @Test
    void anAbortLetsWritersInAgainAndStreamsGoOn() throws Exception {
        Shift held = stage.hold(CLOUD, 10_000);
        stage.refuse(held);
        refused(Owner.MONOLITH, "INSERT INTO members (name) VALUES ('Park')");
        pay(1);
        stage.abort(held);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.rows(Owner.MONOLITH, "SELECT refused FROM banyan_writers")
                        .equals(List.of("0")));
        write(Owner.MONOLITH);
        same(Owner.MONOLITH);
        refused(Owner.SERVICE, "INSERT INTO members (name) VALUES ('Park')");
    }

    @Test
    void syncThatStopsOnTheWayLosesNothing() throws Exception {
        pay(1);
        sync.close();
        pay(2);
        write(Owner.MONOLITH);
        startSync();
        Shift held = stage.hold(CLOUD, 10_000);
        stage.refuse(held);
        sync.close();
        startSync();
        stage.commit(stage.fence(held));
        sync.close();
        pay(3);
        write(Owner.SERVICE);
        startSync();
        same(Owner.SERVICE);
    }

    private void write(Owner home) throws SQLException {
        RelocationStage.run(
                home == Owner.MONOLITH ? left : right,
                stage.schema,
                "INSERT INTO members (name) VALUES ('Lee')",
                "INSERT INTO orders (mem_no) SELECT MAX(mem_no) FROM members",
                "CALL sp_touch()");
    }

    private void refused(Owner side, String sql) {
        assertThatThrownBy(() ->
                        RelocationStage.run(side == Owner.MONOLITH ? left : right, stage.schema, sql))
                .hasMessageContaining("this database was left");
    }

    /** Payments at the service, all the time. */
    private final class Payments implements AutoCloseable {
        private final AtomicInteger made = new AtomicInteger();
        private volatile boolean closing;
        private final CompletableFuture<Void> load = CompletableFuture.runAsync(this::run);

        private void run() {
            try (Connection connection = right.connect(stage.payment);
                    Statement statement = connection.createStatement()) {
                while (!closing) {
                    statement.execute("INSERT INTO payments (ord_no, pay_amt) VALUES (" + (made.get() % 4 + 1) + ", 10)");
                    made.incrementAndGet();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitMore() {
            int before = made.get();
            await().until(() -> made.get() > before + 50);
        }

        @Override
        public void close() throws Exception {
            closing = true;
            load.get();
        }
    }
}
