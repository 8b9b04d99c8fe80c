package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.control.writers.WriterTriggers;

/** Switch and triggers, in both databases of a phase, by which those who write past the proxies can be refused. */
final class WriterRefusal {
    private final Session session;
    private final PhaseDefinition phase;
    private final WriterSwitch writers;

    /** @param phase of a relocation with its tables */
    WriterRefusal(Session session, PhaseDefinition phase) {
        this.session = session;
        this.phase = phase;
        this.writers = WriterSwitch.of(phase);
    }

    /** Makes them, with the monolith as the owner; where they are already nothing changes. */
    void install(Plan plan) {
        String tables = phase.relocation()
                ? "all tables"
                : String.join(", ", WriterTriggers.of(phase, Owner.MONOLITH).tables()) + " and on "
                        + String.join(
                                ", ", WriterTriggers.of(phase, Owner.SERVICE).tables()) + " of "
                        + phase.service();
        plan.step(
                "let writers past the proxies be refused: triggers " + WriterTriggers.names(phase) + " on " + tables
                        + "; " + phase.service() + " refuses them until it takes over",
                () -> {
                    checkCleanedUp();
                    for (Owner side : Owner.values()) {
                        install(side);
                    }
                });
    }

    private void install(Owner side) {
        Databases.use(name(side), database(side), connection -> {
            writers.install(connection, side == Owner.SERVICE);
            WriterTriggers.of(phase, side).install(connection);
            return true;
        });
    }

    /** Sync removes what a cancelled phase has left, which would be these. */
    private void checkCleanedUp() {
        if (new Phases(session.store())
                .cancelled().stream().anyMatch(cancelled -> cancelled.name().equals(phase.name()))) {
            throw CommandFailure.refused("What the cancelled phase '" + phase.name()
                    + "' has left in its databases is not removed yet. Sync does so as soon as it runs: banyan sync run;"
                    + " then start it again.");
        }
    }

    /** Takes them off one side. */
    void remove(Owner side) {
        Databases.use(name(side), database(side), connection -> {
            WriterTriggers.of(phase, side).remove(connection);
            writers.remove(connection);
            return true;
        });
    }

    /** Takes them off both sides. */
    void remove() {
        for (Owner side : Owner.values()) {
            remove(side);
        }
    }

    private String name(Owner side) {
        return side == Owner.MONOLITH ? home().name() : phase.service();
    }

    private DatabaseAddress database(Owner side) {
        return side == Owner.MONOLITH
                ? home().site().database()
                : session.migration().serviceOf(phase).database();
    }

    private Home home() {
        return session.homeOf(phase);
    }
}
