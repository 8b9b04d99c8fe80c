package dev.banyan.control.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.schema.ServerVersion;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaCopyIT {
    private static DatabaseServer server;

    @BeforeAll
    static void start() {
        server = TestServers.start();
        server.createSchema("ruby");
        server.createSchema("copy");
        server.createUser("owner", "secret");
        server.grant("owner", "ALL PRIVILEGES", "*.*");
    }

    @AfterAll
    static void stop() {
        server.close();
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
    void copiesEverythingButRowsAndGuardsTriggers() throws SQLException {
        try (Connection from = server.connect("ruby");
                Connection to = server.connect("copy")) {
            run(
                    from,
                    "CREATE TABLE parents (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(9)) COMMENT 'AUTO_INCREMENT=5'",
                    "CREATE TABLE children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parents (id))",
                    "CREATE TABLE banyan_position (id INT PRIMARY KEY)",
                    "INSERT INTO parents VALUES (41, 'a')",
                    "CREATE VIEW z AS SELECT COUNT(*) AS n FROM children",
                    "CREATE VIEW a AS SELECT n FROM z",
                    "CREATE DEFINER = 'owner'@'%' PROCEDURE p() INSERT INTO parents (name) VALUES ('p')",
                    "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 7",
                    "CREATE DEFINER = 'owner'@'%' TRIGGER t AFTER INSERT ON parents FOR EACH ROW BEGIN IF NEW.id > 0 THEN"
                            + " INSERT INTO children VALUES (NEW.id, NEW.id); END IF; END");

            SchemaCopy copy = SchemaCopy.read(from);
            copy.write(to);

            assertThat(copy.tables()).containsExactly("children", "parents");
            assertThat(SchemaCopy.contents(to)).containsExactlyInAnyOrder("a", "z", "children", "parents", "f", "p");
            assertThat(one(to, "SELECT COUNT(*) FROM parents")).isEqualTo("0");
            assertThat(one(to, "SELECT f()")).isEqualTo("7");
            assertThat(one(
                            to,
                            "SELECT definer FROM information_schema.routines WHERE routine_schema = 'copy' AND"
                                    + " routine_name = 'p'"))
                    .startsWith("root@");
            run(to, "CALL p()", "SET @banyan_relocation = 1", "CALL p()");
            assertThat(one(to, "SELECT GROUP_CONCAT(id) FROM parents")).isEqualTo("1,2");
            assertThat(one(to, "SELECT GROUP_CONCAT(id) FROM children")).isEqualTo("1");
            List<SchemaTrigger> triggers = SchemaTrigger.read(from, "ruby");
            assertThat(triggers)
                    .singleElement()
                    .satisfies(trigger -> assertThat(trigger.guarded()).isFalse());
            run(from, triggers.get(0).replace(ServerVersion.of(from).mariaDb()).toArray(String[]::new));
            assertThat(SchemaTrigger.read(from, "ruby")).allMatch(SchemaTrigger::guarded);
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
            WriterSwitch.install(connection, false);
            WriterTriggers.install(connection, List.of("t"));
            WriterTriggers.install(connection, List.of("t"));
            run(connection, "INSERT INTO t VALUES (1)");
            run(stream, "SET @banyan_relocation = 1");

            assertThat(WriterSwitch.refuse(connection, "cloud", 5)).isTrue();

            assertThatThrownBy(() -> run(connection, "DELETE FROM t")).hasMessageContaining("this database was left");
            run(stream, "INSERT INTO t VALUES (2)");
            assertThat(one(
                            connection,
                            "SELECT GROUP_CONCAT(CONCAT(stream_name, epoch, counter) ORDER BY 1) FROM banyan_position"))
                    .isEqualTo("cloud.reverse37,pay.reverse48");
            WriterSwitch.settle(connection, false, 4);
            assertThat(WriterSwitch.read(connection)).contains(new WriterSwitch.State(true, 5));
            WriterSwitch.settle(connection, false, 5);
            assertThat(WriterSwitch.refuse(connection, "cloud", 5)).isFalse();
            run(connection, "INSERT INTO t VALUES (3)");
            WriterTriggers.remove(connection, List.of("t"));
            WriterSwitch.remove(connection);
            run(connection, "INSERT INTO t VALUES (4)");
        }
    }
}
