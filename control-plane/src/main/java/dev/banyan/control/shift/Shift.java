package dev.banyan.control.shift;

import dev.banyan.control.routing.Owner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal, as last read.
 *
 * @param from the split before, in cohorts
 * @param to the split after
 * @param token who may take the next step; changes hands by {@link ShiftJournal#takeOver}
 * @param acceptMissing a rollback that goes on without fences
 * @param revision the last revision this shift stored, or the newest when it began
 * @param deadline past it anybody may abort an undecided shift; the store's clock
 * @param heldAt when the hold revision was stored
 * @param outcome in words, once ended
 */
public record Shift(
        long id,
        String phase,
        ShiftKind kind,
        int from,
        int to,
        ShiftState state,
        String token,
        String coordinator,
        boolean acceptMissing,
        long revision,
        Instant deadline,
        Instant beganAt,
        @Nullable Instant heldAt,
        @Nullable Instant endedAt,
        @Nullable String outcome) {

    public boolean moves(int cohort) {
        return cohort >= Math.min(from, to) && cohort < Math.max(from, to);
    }

    /** Who gets the moving cohorts if it commits. */
    public Owner newOwner() {
        return to > from ? Owner.SERVICE : Owner.MONOLITH;
    }
}
