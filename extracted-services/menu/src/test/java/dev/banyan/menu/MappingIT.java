package dev.banyan.menu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.schema.ColumnPair;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.schema.TablePlan;
import dev.banyan.kit.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The phase that the README shows, held against the monolith's own migrations and this service's. */
class MappingIT {

    private static final Path RUBY = Path.of("../../legacy-monolith/src/main/resources/db/migration");

    @Test
    void theReadmesPhaseFitsBothSchemas() throws Exception {
        PhasePlan plan = plan();

        assertThat(plan.keyRule()).isEqualTo(KeyRule.INTEGER);
        assertThat(plan.tables())
                .extracting(table ->
                        table.monolith().name() + " -> " + table.service().name())
                .containsExactly("menus -> menu", "menu_options -> menu_option");
        assertThat(plan.tables()).allSatisfy(table -> {
            assertThat(table.dropped()).isEmpty();
            assertThat(table.constants()).extracting(TablePlan.Constant::value).containsExactly("KRW");
            assertThat(table.columns()).hasSize(table.monolith().columns().size());
            assertThat(table.service().columns())
                    .hasSize(table.columns().size() + table.constants().size());
        });
    }

    @Test
    void bothSidesHoldWhatTheOtherHolds() throws Exception {
        assertThat(plan().tables()).flatExtracting(TablePlan::columns).allSatisfy(pair -> {
            assertThat(pair.service().nullable())
                    .as(pair.service().name())
                    .isEqualTo(pair.monolith().nullable());
            if (!pair.mapped() && pair.service().text()) {
                assertThat(textOf(pair, false)).as(pair.service().name()).isEqualTo(textOf(pair, true));
            }
        });
    }

    private static String textOf(ColumnPair pair, boolean monolith) {
        var column = monolith ? pair.monolith() : pair.service();
        return column.columnType() + " " + column.collation();
    }

    private static PhasePlan plan() throws IOException, SQLException {
        SchemaShape ruby = migrated("filesystem:" + RUBY);
        SchemaShape menu = migrated("classpath:db/migration");
        return PhasePlan.resolve(phase(), ruby, menu).orElseThrow();
    }

    private static SchemaShape migrated(String migrations) throws SQLException {
        TestDatabase database = TestDatabase.create();
        Flyway.configure()
                .dataSource(database.url(), "root", "")
                .locations(migrations)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(database.url(), "root", "")) {
            return SchemaReader.read(connection, connection.getCatalog());
        }
    }

    private static PhaseDefinition phase() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String phases = readme.substring(readme.indexOf("```yaml\n") + 8, readme.indexOf("```\n\n## Configuration"));
        Migration migration = MigrationFile.parse("README.md", SITES + phases, Map.of());
        return migration.phase("menu").orElseThrow();
    }

    private static final String SITES = """
            migration: ruby
            control: { url: "jdbc:mysql://127.0.0.1:1/banyan", user: banyan, password: none }
            proxy: { listen: "127.0.0.1:2", admin: "127.0.0.1:3", token: none }
            monolith:
              http: [ "http://127.0.0.1:4" ]
              database: { url: "jdbc:mysql://127.0.0.1:5/ruby", user: banyan, password: none }
            services:
              menu:
                http: [ "http://127.0.0.1:6" ]
                database: { url: "jdbc:mysql://127.0.0.1:7/menu", user: banyan, password: none }
            """;
}
