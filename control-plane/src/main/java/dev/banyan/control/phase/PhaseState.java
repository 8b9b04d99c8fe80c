package dev.banyan.control.phase;

import java.util.Map;
import java.util.Set;

/** Where a phase is in its life. */
public enum PhaseState {
    PLANNED,
    SYNCING,
    SYNCED,
    SHIFTING,
    CUT_OVER,
    COMPLETE;

    private static final Map<PhaseState, Set<PhaseState>> MOVES = Map.of(
            PLANNED, Set.of(SYNCING),
            SYNCING, Set.of(SYNCED, PLANNED),
            SYNCED, Set.of(SHIFTING, CUT_OVER, COMPLETE, PLANNED), // COMPLETE: a feed without routes
            SHIFTING, Set.of(SHIFTING, CUT_OVER, SYNCED),
            CUT_OVER, Set.of(COMPLETE, SYNCED),
            COMPLETE, Set.of());

    /** Whether a phase may go from here to {@code next}; the whole life cycle is this one table. */
    public boolean mayBecome(PhaseState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
