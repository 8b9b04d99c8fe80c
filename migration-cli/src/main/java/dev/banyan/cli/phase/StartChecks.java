package dev.banyan.cli.phase;

import dev.banyan.cli.doctor.Doctor;
import dev.banyan.cli.doctor.Finding;
import dev.banyan.cli.doctor.Severity;
import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Session;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.relocation.RelocationRules;
import dev.banyan.control.schema.FeedPlan;
import dev.banyan.control.schema.OutboxShape;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold before a phase is started. */
final class StartChecks {
    private final Session session;
    private final PhaseDefinition definition;

    StartChecks(Session session, PhaseDefinition definition) {
        this.session = session;
        this.definition = definition;
    }

    /** What the doctor finds about the phase: warnings are told, anything worse refuses; so does a relocation under way. */
    void examine() {
        List<String> relocating = RelocationRules.against(definition, new Phases(session.store()).list(), false);
        if (!relocating.isEmpty()) {
            throw CommandFailure.refused(String.join("\n", relocating));
        }
        List<Finding> findings = new Doctor(session.migration(), session.store())
                .examine(definition).stream()
                        .filter(finding -> finding.concerns(definition.name()))
                        .toList();
        List<String> refusals = findings.stream()
                .filter(finding -> finding.severity() == Severity.REFUSE)
                .map(finding ->
                        finding.text() + (finding.fix() == null ? "" : " Or let it be done: banyan doctor --fix"))
                .toList();
        if (!refusals.isEmpty()) {
            throw CommandFailure.refused(
                    "'" + definition.name() + "' can't start:\n- " + String.join("\n- ", refusals));
        }
        findings.stream()
                .filter(finding -> finding.severity() == Severity.WARN)
                .forEach(finding -> session.output().say("Warning: " + finding.text()));
    }

    /**
     * Holds the mapping against the databases; of a feed, against the monolith's alone.
     *
     * @return the key rule; null in a phase without keys
     */
    @Nullable
    KeyRule keyRule() {
        if (definition.outbox()) {
            checkOutbox();
            return null;
        }
        Home home = session.homeOf(definition);
        SchemaShape monolith = shape(home.name(), home.site().database());
        PhasePlan.Resolution resolution = definition.feed()
                ? FeedPlan.resolve(definition, monolith)
                : PhasePlan.resolve(
                        definition,
                        monolith,
                        shape(
                                definition.service(),
                                session.migration().serviceOf(definition).database()));
        PhasePlan plan = resolution.plan();
        if (plan == null) {
            throw doesNotFit(resolution.problems());
        }
        return plan.keyRule();
    }

    private void checkOutbox() {
        SchemaShape service = shape(
                definition.service(), session.migration().serviceOf(definition).database());
        List<String> problems = OutboxShape.problems(definition.tables().get(0).from(), service);
        if (!problems.isEmpty()) {
            throw doesNotFit(problems);
        }
    }

    private CommandFailure doesNotFit(List<String> problems) {
        return CommandFailure.usage("Phase '" + definition.name() + "' does not fit the databases (" + session.config()
                + "):\n- " + String.join("\n- ", problems));
    }

    private static SchemaShape shape(String site, DatabaseAddress address) {
        return Databases.use(site, address, connection -> SchemaReader.read(connection, address.schema()));
    }
}
