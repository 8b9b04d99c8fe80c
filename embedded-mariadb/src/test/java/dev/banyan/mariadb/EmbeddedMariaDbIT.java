package dev.banyan.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbIT {

    @Test
    void keepsCommittedRowsWhenKilledAndRestarted() throws Exception {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            database.createSchema("ruby");
            database.execute("CREATE TABLE ruby.members (mem_no BIGINT PRIMARY KEY, mem_nm VARCHAR(50))");
            for (int i = 0; i < 100; i++) {
                database.execute("INSERT INTO ruby.members VALUES (" + i + ", '김치찌개 🍲')");
            }
            int port = database.port();
            long pid = database.pid();

            database.kill();
            assertThat(database.alive()).isFalse();
            database.restart();

            assertThat(database.port()).isEqualTo(port);
            assertThat(database.pid()).isNotEqualTo(pid);
            assertThat(query(database, "SELECT COUNT(*) FROM ruby.members WHERE mem_nm = '김치찌개 🍲'"))
                    .isEqualTo("100");
        }
    }

    @Test
    void runsTwoServersAtOnceWithOptionsOfTheirOwn() throws Exception {
        try (EmbeddedMariaDb odd = EmbeddedMariaDb.start(Options.defaults().withArgs("--auto-increment-increment=2"));
                EmbeddedMariaDb even = EmbeddedMariaDb.start(Options.defaults()
                        .withServerId(7)
                        .withArgs("--auto-increment-increment=2", "--auto-increment-offset=2"))) {
            assertThat(odd.port()).isNotEqualTo(even.port());
            assertThat(query(odd, "SELECT CONCAT_WS(' ', @@auto_increment_increment, @@auto_increment_offset)"))
                    .isEqualTo("2 1");
            assertThat(query(
                            even,
                            "SELECT CONCAT_WS(' ', @@auto_increment_increment, @@auto_increment_offset, @@server_id)"))
                    .isEqualTo("2 2 7");
            assertThat(
                            query(
                                    odd,
                                    "SELECT CONCAT_WS(' ', @@log_bin, @@binlog_format, @@binlog_row_image, @@character_set_server)"))
                    .isEqualTo("ON ROW FULL utf8mb4");
        }
    }

    @Test
    void leavesTheTemporaryTablesOfOthersAloneWhenItStarts() throws Exception {
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start();
                Connection connection = first.connect("");
                Statement statement = connection.createStatement()) {
            first.createSchema("ruby");
            statement.execute("CREATE TEMPORARY TABLE ruby.t (id INT) ENGINE=Aria");

            EmbeddedMariaDb.start().close();

            statement.execute("INSERT INTO ruby.t VALUES (1)");
            statement.execute("DROP TEMPORARY TABLE ruby.t");
            assertThat(first.alive()).isTrue();
        }
    }

    @Test
    void letsAUserDoWhatWasGrantedAndNoMore() throws Exception {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            database.createSchema("ruby");
            database.createSchema("payment");
            database.createUser("app", "it's a \\ secret");
            database.grant("app", "ALL PRIVILEGES", "ruby.*");
            try (Connection connection = DriverManager.getConnection(database.url("ruby"), "app", "it's a \\ secret")) {
                connection.createStatement().execute("CREATE TABLE t (id INT PRIMARY KEY)");
                assertThatThrownBy(() -> connection.createStatement().execute("CREATE TABLE payment.t (id INT)"))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() throws Exception {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            database.pause();
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> query(database, "SELECT 1"));
            assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            database.resume();

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("1");
        }
    }

    @Test
    void namesThePortThatIsInUse() {
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start()) {
            assertThatThrownBy(() -> EmbeddedMariaDb.start(Options.defaults().withPort(first.port())))
                    .isInstanceOf(MariaDbException.class)
                    .hasMessageContaining("Port " + first.port() + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void showsTheLogWhenAnOptionIsWrong() {
        assertThatThrownBy(() -> EmbeddedMariaDb.start(Options.defaults().withArgs("--no-such-option=1")))
                .isInstanceOf(MariaDbException.class)
                .hasMessageContaining("no-such-option");
    }

    @Test
    void keepsAChosenDataDirectoryAndDeletesATemporaryOne(@TempDir Path folder) throws Exception {
        Path chosen = folder.resolve("data");
        EmbeddedMariaDb kept = EmbeddedMariaDb.start(Options.defaults().withDataDirectory(chosen));
        kept.createSchema("ruby");
        kept.close();
        EmbeddedMariaDb temporary = EmbeddedMariaDb.start();
        temporary.close();
        assertThat(temporary.dataDirectory()).doesNotExist();
        try (EmbeddedMariaDb again = EmbeddedMariaDb.start(Options.defaults().withDataDirectory(chosen))) {
            assertThat(query(again, "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'ruby'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void installsOnceWhenSeveralJvmsStartAtOnce(@TempDir Path folder) throws Exception {
        List<Process> jvms = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            jvms.add(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StartInAnotherJvm.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("jvm-" + i + ".log").toFile())
                    .start());
        }
        for (int i = 0; i < jvms.size(); i++) {
            assertThat(jvms.get(i).waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("jvm-" + i + ".log"))).contains("answered 1");
        }
    }

    static String query(EmbeddedMariaDb database, String sql) {
        try (Connection connection = database.connect("");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
