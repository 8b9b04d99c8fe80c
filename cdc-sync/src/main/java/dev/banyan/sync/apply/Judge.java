package dev.banyan.sync.apply;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.fence.OwnerRule;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.Position.Pending;
import java.util.Objects;

/** Whether the side that made a change owned the row at that place in the stream. */
final class Judge {
    private final Direction direction;

    Judge(Direction direction) {
        this.direction = direction;
    }

    boolean bypass(RowMapping mapping, Change change, int split) {
        if (split > 0 && split < Cohorts.COUNT && change.before() != null && change.after() != null) {
            String before = mapping.cohortKey(change.oldRow());
            String after = mapping.cohortKey(change.newRow());
            if (!Objects.equals(before, after)) {
                return true;
            }
        }
        return OwnerRule.owner(split, mapping.cohortOf(change.row())) != direction.source();
    }

    /** Whether who owns the row depends on how a shift ended. */
    static boolean open(RowMapping mapping, Change change, Pending pending) {
        return OwnerRule.moves(pending.from(), pending.to(), mapping.cohortOf(change.row()))
                || (change.before() != null
                        && OwnerRule.moves(pending.from(), pending.to(), mapping.cohortOf(change.oldRow())));
    }
}
