package dev.banyan.control.routing;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.RouteRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One phase in the routing document.
 *
 * @param service the upstream that takes the service's share
 * @param keyRule how keys are canonicalised; null in a phase without keys (mode whole)
 * @param split cohorts [0, split) belong to the service
 * @param shift the shift under way; null when there is none
 */
public record PhaseRouting(
        String service,
        List<RouteRule> routes,
        PhaseDefinition.Mode mode,
        @Nullable KeyRule keyRule,
        HoldLimits hold,
        int split,
        @Nullable ShiftInForce shift) {
    public PhaseRouting {
        routes = List.copyOf(routes);
        if (split < 0 || split > Cohorts.COUNT) {
            throw new IllegalArgumentException("split is " + split + "; 0 to " + Cohorts.COUNT + ".");
        }
    }

    /** Who owns the cohort now; while a shift is armed or held, the old owner. */
    public Owner owner(int cohort) {
        return cohort < split ? Owner.SERVICE : Owner.MONOLITH;
    }

    /** Who takes a read without a key: the monolith until the service has it all. */
    public Owner keylessOwner() {
        return split == Cohorts.COUNT ? Owner.SERVICE : Owner.MONOLITH;
    }

    public PhaseRouting withShift(int newSplit, @Nullable ShiftInForce newShift) {
        return new PhaseRouting(service, routes, mode, keyRule, hold, newSplit, newShift);
    }
}
