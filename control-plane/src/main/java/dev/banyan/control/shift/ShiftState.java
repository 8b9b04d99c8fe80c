package dev.banyan.control.shift;

import java.util.Map;
import java.util.Set;

/** How far a shift is. COMMITTED is the point of no return. */
public enum ShiftState {
    PREPARING,
    ARMED,
    HELD,
    FENCED,
    COMMITTED,
    DONE,
    ABORTED;

    private static final Map<ShiftState, Set<ShiftState>> MOVES = Map.of(
            PREPARING, Set.of(ARMED, COMMITTED, ABORTED), // COMMITTED: where reads alone move
            ARMED, Set.of(HELD, ABORTED),
            HELD, Set.of(FENCED, ABORTED),
            FENCED, Set.of(COMMITTED, ABORTED),
            COMMITTED, Set.of(DONE),
            DONE, Set.of(),
            ABORTED, Set.of());

    public boolean mayBecome(ShiftState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Neither committed nor aborted yet: whoever asks who owns the moving keys must wait. */
    public boolean undecided() {
        return mayBecome(ABORTED);
    }

    public boolean ended() {
        return this == DONE || this == ABORTED;
    }
}
