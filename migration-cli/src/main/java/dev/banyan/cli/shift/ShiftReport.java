package dev.banyan.cli.shift;

import dev.banyan.control.shift.ShiftKind;
import java.util.List;

/**
 * How a shift ended.
 *
 * @param outcome DONE; ABORTED (nothing moved); COMMITTED (moved, not yet confirmed by every proxy: run resume); another
 *     state when a second coordinator took the shift over and has not ended it yet
 * @param holdMillis from the hold revision being stored to the last proxy's release, by the store's clock; 0 when there
 *     was no hold
 * @param heldRequests requests that waited in that hold, all proxies
 * @param millis the whole of it
 * @param notes evidence, and what an operator should know
 */
public record ShiftReport(
        long shift,
        String phase,
        ShiftKind kind,
        int from,
        int to,
        String outcome,
        long holdMillis,
        long heldRequests,
        long millis,
        List<String> notes) {
    public ShiftReport {
        notes = List.copyOf(notes);
    }
}
