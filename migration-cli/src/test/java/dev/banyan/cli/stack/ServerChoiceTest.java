package dev.banyan.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.mysql.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChoiceTest {

    @TempDir
    private Path data;

    @Test
    void isMariaDbUnlessSomebodySaysOtherwise() {
        assertThat(ServerChoice.of(database(null), data, Map.of())).isEqualTo(ServerKind.MARIADB);
        assertThat(ServerChoice.of(database(null), data, Map.of("BANYAN_STACK_SERVER", "mysql")))
                .isEqualTo(ServerKind.MYSQL);
    }

    @Test
    void takesTheStackFilesWordBeforeTheEnvironments() {
        assertThat(ServerChoice.of(database(ServerKind.MARIADB), data, Map.of("BANYAN_STACK_SERVER", "mysql")))
                .isEqualTo(ServerKind.MARIADB);
    }

    @Test
    void staysWithTheServerThatMadeTheData() throws IOException {
        Files.createFile(data.resolve("mysql.ibd"));

        assertThat(ServerChoice.of(database(null), data, Map.of())).isEqualTo(ServerKind.MYSQL);
    }

    @Test
    void namesTheServersThatThereAre() {
        assertThatThrownBy(() -> ServerChoice.of(database(null), data, Map.of("BANYAN_STACK_SERVER", "postgres")))
                .isInstanceOf(StackException.class)
                .hasMessage("BANYAN_STACK_SERVER: Unknown server 'postgres'. Known: mariadb, mysql.");
    }

    @Test
    void grantsOnMySqlWhatItCallsOtherwise() {
        assertThat(Privileges.on(
                        ServerKind.MYSQL,
                        "RELOAD, SLAVE MONITOR, BINLOG MONITOR, BINLOG ADMIN, CONNECTION ADMIN, SUPER"))
                .isEqualTo("RELOAD, REPLICATION CLIENT, CONNECTION_ADMIN, SYSTEM_VARIABLES_ADMIN, FLUSH_TABLES");
        assertThat(Privileges.on(ServerKind.MARIADB, "RELOAD, SLAVE MONITOR")).isEqualTo("RELOAD, SLAVE MONITOR");
    }

    private static Entry.Database database(ServerKind server) {
        return new Entry.Database(
                "ruby", 1, server, Map.of("ruby", 0), List.of(), List.of(), List.of(), Duration.ofSeconds(60), false);
    }
}
