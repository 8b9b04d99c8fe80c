package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.relocation.SchemaCopy;
import dev.banyan.control.relocation.WriterSwitch;
import dev.banyan.control.relocation.WriterTriggers;
import java.util.List;
import java.util.Map;

/** What a relocation needs before its streams: the same schema on the other server, and writers that can be stopped. */
final class RelocationStart {
    private final PhaseDefinition definition;
    private final DatabaseAddress source;
    private final DatabaseAddress target;
    private final SchemaCopy copy;

    RelocationStart(Session session, PhaseDefinition given) {
        this.source = session.migration().monolith().database();
        this.target = session.migration().serviceOf(given).database();
        this.copy = Databases.use("monolith", source, SchemaCopy::read);
        this.definition = given.withTables(mappings(copy.tables()));
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
        plan.step(
                "let writers of both databases be stopped: triggers banyan_left_* on all tables; "
                        + definition.service() + " refuses them until it takes over",
                this::installSwitches);
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

    private void installSwitches() {
        install("monolith", source, false);
        install(definition.service(), target, true);
    }

    private void install(String site, DatabaseAddress database, boolean refused) {
        Databases.use(site, database, connection -> {
            WriterSwitch.install(connection, refused);
            WriterTriggers.install(connection, copy.tables());
            return true;
        });
    }

    /** Takes the switch off the monolith's database, once the relocation is no more. */
    static void undo(Session session, PhaseDefinition definition) {
        Databases.use("monolith", session.migration().monolith().database(), connection -> {
            WriterTriggers.remove(
                    connection,
                    definition.tables().stream().map(TableMapping::from).toList());
            WriterSwitch.remove(connection);
            return true;
        });
    }
}
