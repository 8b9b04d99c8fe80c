package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A second monolith on a copy of the first one's schema, Flyway's history with it. */
class CopiedSchemaIT {

    @Test
    void startsWithoutMigratingOrSeedingAgain() {
        try (RunningRuby first = new RunningRuby()) {
            String copy = first.schema() + "_copy";
            RunningRuby.database().createSchema(copy);
            List<String> tables = first.sql()
                    .sql("SELECT table_name FROM information_schema.tables"
                            + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")
                    .query(String.class)
                    .list();
            for (String table : tables) {
                first.sql()
                        .sql("CREATE TABLE " + copy + "." + table + " LIKE " + table)
                        .update();
                first.sql()
                        .sql("INSERT INTO " + copy + "." + table + " SELECT * FROM " + table)
                        .update();
            }

            try (ConfigurableApplicationContext second =
                    RunningRuby.start(copy, List.of("--ruby.relay.sweep=false", "--ruby.relay.mode=in-process"))) {
                JdbcClient sql = second.getBean(JdbcClient.class);
                for (String table : tables) {
                    assertThat(sql.sql("SELECT COUNT(*) FROM " + table)
                                    .query(Long.class)
                                    .single())
                            .as(table)
                            .isEqualTo(first.number("SELECT COUNT(*) FROM " + table));
                }
            }
        }
    }
}
