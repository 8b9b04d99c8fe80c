package dev.banyan.proxy.routing;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.ShiftInForce;
import org.jspecify.annotations.Nullable;

/** Where one request goes by one routing table, and why. */
public sealed interface Decision {
    /** In words, for people. */
    String reason();

    /** The path belongs to no phase: the monolith's, as ever. */
    record Unrouted(String reason) implements Decision {}

    /**
     * Answered here.
     *
     * @param status the HTTP status
     */
    record Refused(
            int status,
            String title,
            String reason,
            @Nullable String phase) implements Decision {}

    /**
     * Belongs to a phase.
     *
     * @param upstream the name of the side's upstream
     * @param path the path to ask for, percent-encoded
     * @param key the canonical key; null without one
     * @param cohort its cohort; {@link Routed#NONE} without a key
     * @param write whether it may change something
     * @param moving a shift in force changes its owner, or would if one could tell
     * @param held it waits until the shift has ended or been committed
     * @param counted a keyless write that stands in the way of the first shift
     */
    record Routed(
            String phase,
            PhaseRouting routing,
            Owner side,
            String upstream,
            String path,
            @Nullable String key,
            int cohort,
            boolean write,
            boolean moving,
            boolean held,
            boolean counted,
            String reason)
            implements Decision {
        /** The cohort of a request without a key. */
        public static final int NONE = -1;

        /** Whether a shift of its phase changes its owner, or would if one could tell. */
        public boolean mayBeMovedBy(ShiftInForce shift) {
            return cohort == NONE || shift.moves(cohort);
        }

        /** Only under a lease. */
        public boolean armed() {
            return write && moving && routing.shift() != null;
        }
    }
}
