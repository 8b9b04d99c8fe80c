package dev.banyan.sync.stream;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.sync.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where streams find the monolith. While a relocation holds writes the streams of all other phases stand; afterwards they
 * are started anew at the home, wherever that is then. For the supervisor's thread, but for {@link #monolith}.
 */
final class Homes {
    private final Migration migration;
    private final ShiftJournal journal;
    private final Map<StreamId, Place> given = new ConcurrentHashMap<>();
    private volatile List<Phase> phases = List.of();
    private boolean held;
    private long lastHeld;

    /** Where a stream runs, and since which shift: one that was held costs every stream its run. */
    private record Place(String home, long shift) {}

    Homes(Migration migration, ControlStore store) {
        this.migration = migration;
        this.journal = new ShiftJournal(store);
    }

    /** Learns how things stand; before anything else is asked. */
    void look(List<Phase> current) {
        phases = List.copyOf(current);
        Optional<Phase> relocation =
                phases.stream().filter(phase -> phase.definition().relocation()).findFirst();
        if (relocation.isEmpty()) {
            held = false;
            return;
        }
        Optional<Shift> newest = journal.newest(relocation.get().name());
        held = newest.map(Shift::state)
                .filter(state -> state == ShiftState.HELD || state == ShiftState.FENCED)
                .isPresent();
        newest.filter(shift -> shift.heldAt() != null && !shift.state().undecided())
                .ifPresent(shift -> lastHeld = shift.id());
    }

    /** The database of the monolith as a phase sees it. */
    Database monolith(PhaseDefinition phase) {
        return new Database(Home.of(migration, phases, phase).site().database());
    }

    /** Whether a phase's streams must stand now. */
    boolean stand(PhaseDefinition phase) {
        return held && !phase.relocation();
    }

    /** Whether a stream that runs does so in the right place. */
    boolean right(StreamId id, PhaseDefinition phase) {
        return place(phase).equals(given.computeIfAbsent(id, none -> place(phase)));
    }

    /** A stream is started anew. */
    void starts(StreamId id, PhaseDefinition phase) {
        given.put(id, place(phase));
    }

    private Place place(PhaseDefinition phase) {
        return phase.relocation()
                ? new Place("", 0)
                : new Place(Home.now(migration, phases).name(), lastHeld);
    }
}
