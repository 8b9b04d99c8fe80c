package dev.banyan.control.writers;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.store.ControlStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How a phase's switches in its two databases must stand: open at the owner's, refusing at the other. While a
 * shift is undecided they are its coordinator's alone.
 *
 * @param shift the newest shift that is decided; 0 before the first
 */
public record WriterSettlement(WriterSwitch writers, boolean monolithRefused, long shift) {

    /** Empty while a shift of the phase is undecided, and when there is no such phase. */
    public static Optional<WriterSettlement> read(ControlStore store, String name) {
        // The journal first: were the boundary older than the shift, a switch could be set by neither.
        Optional<Shift> newest = new ShiftJournal(store).newest(name);
        if (newest.isPresent() && newest.get().state().undecided()) {
            return Optional.empty();
        }
        Optional<Phase> phase = new Phases(store).find(name);
        return phase.map(found -> new WriterSettlement(
                WriterSwitch.of(found.definition()),
                found.split() == Cohorts.COUNT,
                newest.map(Shift::id).orElse(0L)));
    }

    /** Sets the switch of one of the two databases. */
    public void settle(Connection connection, boolean atMonolith) throws SQLException {
        writers.settle(connection, atMonolith == monolithRefused, shift);
    }
}
