package dev.banyan.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.Options;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUnderTestIT {

    @Test
    void isTheServerThatWasAskedFor() throws SQLException {
        try (DatabaseServer server = TestServers.start("--auto-increment-increment=2", "--auto-increment-offset=2")) {
            String version = query(server, "SELECT VERSION()");
            if (TestServers.kind() == ServerKind.MYSQL) {
                assertThat(version).startsWith("9.7.");
                assertThat(query(server, "SELECT CONCAT_WS(' ', @@gtid_mode, @@enforce_gtid_consistency)"))
                        .isEqualTo("ON ON");
            } else {
                assertThat(version).contains("MariaDB");
            }
            assertThat(query(
                            server,
                            "SELECT CONCAT_WS(' ', @@log_bin, @@binlog_format, @@binlog_row_image, @@character_set_server,"
                                    + " @@auto_increment_increment, @@auto_increment_offset)"))
                    .matches("(1|ON) ROW FULL utf8mb4 2 2");
        }
    }

    @Test
    void keepsCommittedRowsWhenKilledAndRestarted() throws SQLException {
        try (DatabaseServer server = TestServers.start()) {
            server.createSchema("ruby");
            server.createUser("app", "it's a \\ secret");
            server.grant("app", "ALL PRIVILEGES", "ruby.*");
            server.execute("CREATE TABLE ruby.members (mem_no BIGINT PRIMARY KEY, mem_nm VARCHAR(50))");
            server.execute("INSERT INTO ruby.members VALUES (1, '김치찌개 🍲')");
            long pid = server.pid();

            server.kill();
            assertThat(server.alive()).isFalse();
            server.restart();

            assertThat(server.pid()).isNotEqualTo(pid);
            try (Connection connection = DriverManager.getConnection(server.url("ruby"), "app", "it's a \\ secret")) {
                assertThat(query(connection, "SELECT COUNT(*) FROM members WHERE mem_nm = '김치찌개 🍲'"))
                        .isEqualTo("1");
            }
        }
    }

    @Test
    void usesAnExistingDataDirectoryAsItIs(@TempDir Path folder) throws SQLException {
        Options options = Options.defaults().withDataDirectory(folder.resolve("data"));
        try (DatabaseServer first = TestServers.start(options)) {
            first.createSchema("ruby");
        }
        try (DatabaseServer second = TestServers.start(options)) {
            assertThat(query(second, "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'ruby'"))
                    .isEqualTo("1");
        }
    }

    private static String query(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("")) {
            return query(connection, sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
