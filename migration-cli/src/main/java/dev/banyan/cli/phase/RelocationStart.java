package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.relocation.SchemaCopy;
import java.util.List;
import java.util.Map;

/** What a relocation needs before its streams: the same schema on the other server, and writers that can be stopped. */
final class RelocationStart {
    private final PhaseDefinition definition;
    private final WriterRefusal writers;
    private final DatabaseAddress target;
    private final SchemaCopy copy;

    RelocationStart(Session session, PhaseDefinition given) {
        this.target = session.migration().serviceOf(given).database();
        this.copy = Databases.use("monolith", session.migration().monolith().database(), SchemaCopy::read);
        this.definition = given.withTables(mappings(copy.tables()));
        this.writers = new WriterRefusal(session, definition);
    }

    /** The phase with all of the schema's tables, each as it is. */
    PhaseDefinition definition() {
        return definition;
    }

    private static List<TableMapping> mappings(List<String> tables) {
        return tables.stream()
                .map(table -> new TableMapping(table, table, null, Map.of(), Map.of()))
                .toList();
    }

    void steps(Plan plan) {
        plan.step(
                "copy the schema of monolith to " + definition.service() + ": "
                        + copy.tables().size() + " tables, "
                        + copy.views().size() + " views, routines, and triggers that leave synchronised rows alone",
                this::write);
        writers.install(plan);
    }

    private void write() {
        Databases.use(definition.service(), target, connection -> {
            List<String> there = SchemaCopy.contents(connection);
            if (!there.isEmpty()) {
                throw CommandFailure.refused("The schema of '" + definition.service() + "' is not empty: it holds "
                        + String.join(", ", there)
                        + ". Run there: DROP DATABASE `" + target.schema() + "`; CREATE DATABASE `"
                        + target.schema() + "`");
            }
            copy.write(connection);
            return true;
        });
    }
}
