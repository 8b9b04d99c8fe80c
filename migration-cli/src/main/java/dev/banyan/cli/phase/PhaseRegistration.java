package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.OwnershipChange;
import dev.banyan.control.routing.ParentMovedException;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.yaml.Choices;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Enters a phase into the control store: its frozen definition, and routing that leaves all with the monolith. */
final class PhaseRegistration {
    private static final int ATTEMPTS = 20;

    private final Session session;
    private final PhaseDefinition definition;
    private final @Nullable KeyRule rule;

    PhaseRegistration(Session session, PhaseDefinition definition, @Nullable KeyRule rule) {
        this.session = session;
        this.definition = definition;
        this.rule = rule;
    }

    String text() {
        return "freeze '" + definition.name() + "' as SYNCING ("
                + definition.routes().size() + " routes, "
                + definition.tables().size() + " tables, "
                + manner()
                + ") and route it at 0%: monolith "
                + String.join(", ", session.migration().monolith().http()) + "; " + definition.service() + " "
                + String.join(", ", session.migration().serviceOf(definition).http());
    }

    private String manner() {
        String keys = rule == null ? "" : "keys compared as " + Choices.spell(rule);
        if (definition.outbox()) {
            return "an outbox: its events are published";
        }
        if (definition.routesOnly()) {
            return "reads of a service that needs no stream";
        }
        if (definition.feed()) {
            return "a feed: writes stay with the monolith" + (keys.isEmpty() ? "" : ", " + keys);
        }
        return keys.isEmpty() ? "moved as a whole" : keys;
    }

    /** One transaction; a revision that somebody else stores at the same time makes it start over. */
    void store() {
        for (int attempt = 1; ; attempt++) {
            try {
                session.store().transaction(handle -> {
                    store(handle);
                    return true;
                });
                return;
            } catch (ParentMovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void store(Handle handle) {
        String name = definition.name();
        if (Phases.find(handle, name).isPresent()) {
            throw CommandFailure.refused("Phase '" + name + "' was started by somebody else just now.");
        }
        Revision parent = Revisions.newest(handle);
        RoutingDocument next = routed(parent.document());
        List<String> moves = OwnershipChange.between(parent.document(), next);
        if (!moves.isEmpty()) {
            throw CommandFailure.refused("Starting '" + name + "' would change owners of keys that are routed now: "
                    + String.join("; ", moves) + ". Complete or cancel the other phase first.");
        }
        Phases.start(handle, definition, rule, session.actor());
        long revision = Revisions.append(handle, parent, next, session.actor(), "phase start " + name, null);
        Audit.record(handle, session.actor(), "phase start", name, "revision " + revision);
    }

    private RoutingDocument routed(RoutingDocument document) {
        Migration migration = session.migration();
        PhaseRouting routing = PhaseRouting.start(definition, rule);
        return document.withUpstream(
                        RoutingDocument.MONOLITH, migration.monolith().http())
                .withUpstream(
                        definition.service(), migration.serviceOf(definition).http())
                .withPhase(definition.name(), routing);
    }
}
