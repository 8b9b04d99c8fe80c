package dev.banyan.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerVersionTest {
    @Test
    void tellsMariaDbFromMySql() {
        ServerVersion mariaDb = ServerVersion.parse("11.4.5-MariaDB-log");
        ServerVersion mySql = ServerVersion.parse("9.7.0");

        assertThat(mariaDb.mariaDb()).isTrue();
        assertThat(mariaDb.atLeast(11, 4)).isTrue();
        assertThat(mariaDb.atLeast(11, 5)).isFalse();
        assertThat(mySql.mariaDb()).isFalse();
        assertThat(mySql.atLeast(8, 4)).isTrue();
        assertThat(ServerVersion.parse("5.5.5-10.11.6-MariaDB").atLeast(10, 11)).isTrue();
    }

    @Test
    void writesDefaultsAsSqlOnBothKindsOfServer() {
        assertThat(new DefaultText(true).sql("varchar", "'x'", "")).isEqualTo("'x'");
        assertThat(new DefaultText(true).sql("varchar", "NULL", "")).isNull();
        assertThat(new DefaultText(false).sql("varchar", "it's", "")).isEqualTo("'it''s'");
        assertThat(new DefaultText(false).sql("int", "5", "")).isEqualTo("5");
        assertThat(new DefaultText(false).sql("datetime", "CURRENT_TIMESTAMP", "default_generated"))
                .isEqualTo("CURRENT_TIMESTAMP");
    }
}
