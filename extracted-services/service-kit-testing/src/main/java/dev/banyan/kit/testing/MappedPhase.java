package dev.banyan.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.schema.ColumnShape;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.schema.TablePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * The phase that a service's README shows, held against the monolith's own migrations and the service's. For tests of a
 * service, in its folder.
 */
public final class MappedPhase {

    private static final Path RUBY = Path.of("../../legacy-monolith/src/main/resources/db/migration");

    private static final String SITES = """
            migration: ruby
            control: { url: "jdbc:mysql://127.0.0.1:1/banyan", user: banyan, password: none }
            proxy: { listen: "127.0.0.1:2", admin: "127.0.0.1:3", token: none }
            monolith:
              http: [ "http://127.0.0.1:4" ]
              database: { url: "jdbc:mysql://127.0.0.1:5/ruby", user: banyan, password: none }
            services:
              %s:
                http: [ "http://127.0.0.1:6" ]
                database: { url: "jdbc:mysql://127.0.0.1:7/service", user: banyan, password: none }
            """;

    private final PhasePlan plan;

    private MappedPhase(PhasePlan plan) {
        this.plan = plan;
    }

    /** @param name of the phase and of its service */
    public static MappedPhase ofReadme(String name) throws IOException, SQLException {
        return ofReadme(name, name);
    }

    /** @param rubyBefore statements that change the monolith's schema before the phase begins */
    public static MappedPhase ofReadme(String phase, String service, String... rubyBefore)
            throws IOException, SQLException {
        SchemaShape from = migrated("filesystem:" + RUBY, rubyBefore);
        SchemaShape to = migrated("classpath:db/migration");
        return new MappedPhase(
                PhasePlan.resolve(definition(phase, service), from, to).orElseThrow());
    }

    private static PhaseDefinition definition(String phase, String service) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("```yaml\nphases:\n") + "```yaml\n".length();
        String phases = readme.substring(from, readme.indexOf("```\n", from));
        return MigrationFile.parse("README.md", SITES.formatted(service) + phases, Map.of())
                .phase(phase)
                .orElseThrow();
    }

    private static SchemaShape migrated(String migrations, String... more) throws SQLException {
        TestDatabase database = TestDatabase.create();
        Flyway.configure()
                .dataSource(database.url(), "root", "")
                .locations(migrations)
                .load()
                .migrate();
        for (String statement : more) {
            database.sql().sql(statement).update();
        }
        try (Connection connection = DriverManager.getConnection(database.url(), "root", "")) {
            return SchemaReader.read(connection, connection.getCatalog());
        }
    }

    public PhasePlan plan() {
        return plan;
    }

    /** These tables go to those, like {@code menus -> menu}, in this order. */
    public void assertMoves(String... tables) {
        assertThat(plan.tables())
                .extracting(table ->
                        table.monolith().name() + " -> " + table.service().name())
                .containsExactly(tables);
    }

    /**
     * Nothing of either side is left out: each column has its counterpart, or is one of these constants, or is the version by
     * which the service counts its own writes.
     */
    public void assertFits(Map<String, String> constants, String... tables) {
        assertMoves(tables);
        assertThat(plan.tables()).allSatisfy(table -> {
            assertThat(table.dropped()).isEmpty();
            assertThat(table.constants())
                    .extracting(constant -> Map.entry(constant.column().name(), constant.value()))
                    .containsExactlyInAnyOrderElementsOf(constants.entrySet());
            assertThat(table.columns()).hasSize(table.monolith().columns().size());
            assertThat(table.service().columns())
                    .filteredOn(column -> !column.name().equals("version"))
                    .hasSize(table.columns().size() + table.constants().size());
        });
    }

    /** What one side can hold the other can, too: gaps, and text of the same length that compares alike. */
    public void assertBothSidesHoldTheSame() {
        assertThat(plan.tables()).flatExtracting(TablePlan::columns).allSatisfy(pair -> {
            assertThat(pair.service().nullable())
                    .as(pair.service().name())
                    .isEqualTo(pair.monolith().nullable());
            if (!pair.mapped() && pair.service().text()) {
                assertThat(textOf(pair.service())).as(pair.service().name()).isEqualTo(textOf(pair.monolith()));
            }
        });
    }

    private static String textOf(ColumnShape column) {
        return column.columnType() + " " + column.collation();
    }
}
