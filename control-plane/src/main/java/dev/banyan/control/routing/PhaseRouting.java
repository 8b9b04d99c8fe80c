package dev.banyan.control.routing;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.RouteRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One phase in the routing document.
 *
 * @param service the upstream that takes the service's share
 * @param kind of a FEED only reads are shifted: the split is the share of them that the service answers
 * @param keyRule how keys are canonicalised; null in a phase without keys (mode whole)
 * @param split cohorts [0, split) belong to the service
 * @param shift the shift under way; null when there is none
 */
public record PhaseRouting(
        String service,
        PhaseDefinition.Kind kind,
        List<RouteRule> routes,
        PhaseDefinition.Mode mode,
        @Nullable KeyRule keyRule,
        HoldLimits hold,
        int split,
        @Nullable ShiftInForce shift) {
    public PhaseRouting {
        kind = Objects.requireNonNullElse(kind, PhaseDefinition.Kind.MOVE); // stored before there were others
        routes = List.copyOf(routes);
        if (split < 0 || split > Cohorts.COUNT) {
            throw new IllegalArgumentException("split is " + split + "; 0 to " + Cohorts.COUNT + ".");
        }
    }

    /** The routing of a capability's move. */
    public PhaseRouting(
            String service,
            List<RouteRule> routes,
            PhaseDefinition.Mode mode,
            @Nullable KeyRule keyRule,
            HoldLimits hold,
            int split,
            @Nullable ShiftInForce shift) {
        this(service, PhaseDefinition.Kind.MOVE, routes, mode, keyRule, hold, split, shift);
    }

    /** A phase's routing at its start: everything is the monolith's. */
    public static PhaseRouting start(PhaseDefinition phase, @Nullable KeyRule keyRule) {
        return new PhaseRouting(
                phase.service(), phase.kind(), phase.routes(), phase.mode(), keyRule, phase.hold(), 0, null);
    }

    /** Whether only reads are shifted; writes are the monolith's for ever. */
    public boolean readsOnly() {
        return kind == PhaseDefinition.Kind.FEED;
    }

    /** Whether the whole monolith moves, so that every path that no other phase routes is this one's. */
    public boolean relocation() {
        return kind == PhaseDefinition.Kind.RELOCATION;
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
        return new PhaseRouting(service, kind, routes, mode, keyRule, hold, newSplit, newShift);
    }
}
