package dev.banyan.control.writers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.routing.Owner;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WriterSwitchIT {
    private static final int WRITERS = 4;
    private static final int DEADLOCK = 1213; // ER_LOCK_DEADLOCK

    private static DatabaseServer server;

    @BeforeAll
    static void start() {
        server = TestServers.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PhaseDefinition phase(String name, Kind kind, String table) {
        return new PhaseDefinition(
                name,
                "shop-list",
                kind,
                List.of(),
                List.of(new TableMapping(table, table, null, Map.of(), Map.of())),
                PhaseDefinition.Mode.WHOLE,
                PhaseDefinition.Ids.EXTERNAL,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                PhaseDefinition.Fencing.TRIGGERS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        }
    }

    @Test
    void theSwitchStopsWritersButNotTheRelocation() throws SQLException {
        server.execute("DROP DATABASE IF EXISTS switched", "CREATE DATABASE switched");
        try (Connection connection = server.connect("switched");
                Connection stream = server.connect("switched")) {
            run(
                    connection,
                    "CREATE TABLE t (id INT PRIMARY KEY)",
                    "CREATE TABLE banyan_position (stream_name VARCHAR(64) PRIMARY KEY, epoch INT, counter INT)",
                    "INSERT INTO banyan_position VALUES ('pay.reverse', 3, 7), ('cloud.reverse', 3, 7)");
            PhaseDefinition cloud = phase("cloud", Kind.RELOCATION, "t");
            WriterSwitch writers = WriterSwitch.of(cloud);
            WriterTriggers triggers = WriterTriggers.of(cloud, Owner.MONOLITH);
            writers.install(connection, false);
            triggers.install(connection);
            triggers.install(connection);
            run(connection, "INSERT INTO t VALUES (1)");
            run(stream, "SET @banyan_relocation = 1");

            assertThat(writers.refuse(connection, 5)).isTrue();

            assertThatThrownBy(() -> run(connection, "DELETE FROM t")).hasMessageContaining("this database was left");
            run(stream, "INSERT INTO t VALUES (2)");
            assertThat(one(
                            connection,
                            "SELECT GROUP_CONCAT(CONCAT(stream_name, epoch, counter) ORDER BY 1) FROM banyan_position"))
                    .isEqualTo("cloud.reverse37,pay.reverse48");
            writers.settle(connection, false, 4);
            assertThat(writers.read(connection)).contains(new WriterSwitch.State(true, 5));
            writers.settle(connection, false, 5);
            assertThat(writers.refuse(connection, 5)).isFalse();
            run(connection, "INSERT INTO t VALUES (3)");
            triggers.remove(connection);
            writers.remove(connection);
            run(connection, "INSERT INTO t VALUES (4)");
        }
    }

    @Test
    void aPhaseStopsWritersOfItsTablesAloneAndOnlyAtTheSideThatIsLeft() throws SQLException {
        server.execute("DROP DATABASE IF EXISTS phases", "CREATE DATABASE phases");
        try (Connection connection = server.connect("phases");
                Connection stream = server.connect("phases")) {
            run(
                    connection,
                    "CREATE TABLE shops (id INT PRIMARY KEY)",
                    "CREATE TABLE menus (id INT PRIMARY KEY)",
                    "CREATE TABLE banyan_position (stream_name VARCHAR(64) PRIMARY KEY, epoch INT, counter INT)",
                    "INSERT INTO banyan_position VALUES ('menus.reverse', 3, 7)");
            for (String name : List.of("shops", "menus")) {
                PhaseDefinition phase = phase(name, Kind.MOVE, name);
                WriterSwitch.of(phase).install(connection, false);
                WriterTriggers.of(phase, Owner.MONOLITH).install(connection);
            }
            run(stream, "SET @banyan_apply = 1");
            WriterSwitch shops = new WriterSwitch("shops", false);

            assertThat(shops.refuse(connection, 5)).isTrue();

            assertThatThrownBy(() -> run(connection, "INSERT INTO shops VALUES (1)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("45000"))
                    .hasMessageContaining("write by the proxy: service shop-list takes over table shops");
            run(stream, "INSERT INTO shops VALUES (2)");
            run(connection, "INSERT INTO menus VALUES (1)");
            assertThat(one(connection, "SELECT epoch FROM banyan_position")).isEqualTo("3");
            assertThat(WriterSwitch.allRefusedUntilCommit(connection)).isFalse();
            assertThat(shops.open(connection, 6)).isTrue();
            run(connection, "INSERT INTO shops VALUES (3)");
        }
    }

    @Test
    void aPhaseThatFollowsARelocationHasTriggersOfItsOwn() throws SQLException {
        server.execute("DROP DATABASE IF EXISTS followed", "CREATE DATABASE followed");
        try (Connection connection = server.connect("followed")) {
            run(connection, "CREATE TABLE shops (id INT PRIMARY KEY)");
            PhaseDefinition cloud = phase("cloud", Kind.RELOCATION, "shops");
            WriterSwitch.of(cloud).install(connection, false);
            WriterTriggers.of(cloud, Owner.SERVICE).install(connection);
            PhaseDefinition phase = phase("shop-list", Kind.MOVE, "shops");
            WriterTriggers triggers = WriterTriggers.of(phase, Owner.MONOLITH);
            assertThat(triggers.missing(connection)).containsExactly("shops");

            WriterSwitch.of(phase).install(connection, true);
            triggers.install(connection);

            assertThat(triggers.missing(connection)).isEmpty();
            assertThatThrownBy(() -> run(connection, "INSERT INTO shops VALUES (1)"))
                    .hasMessageContaining("write by the proxy");
            triggers.remove(connection);
            WriterSwitch.of(phase).remove(connection);
            run(connection, "INSERT INTO shops VALUES (1)");
            assertThat(WriterTriggers.of(cloud, Owner.SERVICE).missing(connection))
                    .isEmpty();
        }
    }

    /** Who has read a table and would write it is rolled back when its triggers change in between; one more try is enough. */
    @Test
    void writersThatTryOnceMoreGetThroughWhileTriggersAreMade() throws Exception {
        server.execute("DROP DATABASE IF EXISTS busy", "CREATE DATABASE busy");
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try (Connection connection = server.connect("busy")) {
            run(connection, "CREATE TABLE t (id INT PRIMARY KEY, n INT)");
            for (int writer = 0; writer < WRITERS; writer++) {
                run(connection, "INSERT INTO t VALUES (" + writer + ", 0)");
            }
            PhaseDefinition phase = phase("busy", Kind.MOVE, "t");
            WriterSwitch.of(phase).install(connection, false);
            WriterTriggers triggers = WriterTriggers.of(phase, Owner.MONOLITH);
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicInteger lost = new AtomicInteger();
            List<Future<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> pool.submit(writer(writer, running, lost)))
                    .toList();

            for (int i = 0; i < 5; i++) {
                triggers.install(connection);
                triggers.remove(connection);
            }
            running.set(false);

            for (Future<Void> writer : writers) {
                writer.get(); // throws when a transaction was lost twice
            }
            assertThat(lost).as("transactions that needed their second try").hasPositiveValue();
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Void> writer(int id, AtomicBoolean running, AtomicInteger lost) {
        return () -> {
            try (Connection connection = server.connect("busy")) {
                connection.setAutoCommit(false);
                while (running.get()) {
                    try {
                        readAndWrite(connection, id);
                    } catch (SQLException deadlock) {
                        assertThat(deadlock.getErrorCode())
                                .as(deadlock.getMessage())
                                .isEqualTo(DEADLOCK);
                        lost.incrementAndGet();
                        connection.rollback();
                        readAndWrite(connection, id);
                    }
                }
            }
            return null;
        };
    }

    private static void readAndWrite(Connection connection, int id) throws SQLException {
        one(connection, "SELECT n FROM t WHERE id = " + id);
        LockSupport.parkNanos(1_000_000);
        run(connection, "UPDATE t SET n = n + 1 WHERE id = " + id);
        connection.commit();
    }
}
