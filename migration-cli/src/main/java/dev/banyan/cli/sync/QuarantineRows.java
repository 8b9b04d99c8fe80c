package dev.banyan.cli.sync;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.stream.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds quarantined rows. */
final class QuarantineRows {
    private final Session session;

    QuarantineRows(Session session) {
        this.session = session;
    }

    /** All rows of one phase, or of all that are started. */
    List<Quarantined> all(@Nullable String phase) {
        List<Phase> phases = phase == null ? new Phases(session.store()).list() : List.of(session.startedPhase(phase));
        return new Bookkeeping(session).rows(phases, "banyan_quarantine", Quarantined::read);
    }

    /** The one row that is meant. */
    Quarantined one(long id, @Nullable String phase, @Nullable Direction direction) {
        List<Quarantined> found = all(phase).stream()
                .filter(row -> row.id() == id && (direction == null || row.direction() == direction))
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.usage("No quarantined row has the id " + id + ". See: banyan sync quarantine list");
        }
        if (found.size() > 1) {
            throw CommandFailure.usage("Several streams have a quarantined row " + id
                    + ". Say which: name the phase after it, and --direction forward or reverse.");
        }
        return found.get(0);
    }
}
