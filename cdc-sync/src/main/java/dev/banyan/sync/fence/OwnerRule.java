package dev.banyan.sync.fence;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.routing.Owner;
import java.util.Optional;

/** Who owns a row, given the split. Rows without a key belong to the monolith until the service has it all. */
public final class OwnerRule {
    private OwnerRule() {}

    public static Owner owner(int split, Optional<Integer> cohort) {
        int number = cohort.orElse(Cohorts.COUNT - 1);
        return number < split ? Owner.SERVICE : Owner.MONOLITH;
    }

    /** Whether the owner of the cohort is another under the two splits. */
    public static boolean moves(int from, int to, Optional<Integer> cohort) {
        return owner(from, cohort) != owner(to, cohort);
    }
}
