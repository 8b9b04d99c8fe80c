package dev.banyan.control.relocation;

import static org.assertj.core.api.Assertions.assertThat;

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
}
