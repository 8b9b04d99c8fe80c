package dev.banyan.mysql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.mariadb.MariaDbException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlHomeTest {

    private final String before = System.getProperty("banyan.mysql.home", "");

    @AfterEach
    void putBack() {
        System.setProperty("banyan.mysql.home", before);
    }

    @Test
    void refusesToStartWithoutAServerAndTellsHowToGetOne(@TempDir Path empty) {
        System.setProperty("banyan.mysql.home", empty.toString());

        assertThatThrownBy(MySqlServer::start)
                .isInstanceOf(MariaDbException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("mysql/prepare");
    }

    @Test
    void knowsNoOtherServers() {
        assertThatThrownBy(() -> ServerKind.named("oracle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown server 'oracle'. Known: mariadb, mysql.");
    }
}
