package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Session;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import org.jspecify.annotations.Nullable;

/** What must hold before a phase is started. */
final class StartChecks {
    private final Session session;
    private final PhaseDefinition definition;

    StartChecks(Session session, PhaseDefinition definition) {
        this.session = session;
        this.definition = definition;
    }

    /** Holds the mapping against both databases. @return the key rule; null in a phase without keys */
    @Nullable
    KeyRule keyRule() {
        SchemaShape monolith = shape("monolith", session.migration().monolith().database());
        SchemaShape service = shape(
                definition.service(), session.migration().serviceOf(definition).database());
        PhasePlan.Resolution resolution = PhasePlan.resolve(definition, monolith, service);
        PhasePlan plan = resolution.plan();
        if (plan == null) {
            throw CommandFailure.usage("Phase '" + definition.name() + "' does not fit the databases ("
                    + session.config() + "):\n- " + String.join("\n- ", resolution.problems()));
        }
        return plan.keyRule();
    }

    private static SchemaShape shape(String site, DatabaseAddress address) {
        return Databases.use(site, address, connection -> SchemaReader.read(connection, address.schema()));
    }
}
