package dev.banyan.control.phase;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.After;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phase that was started: its definition as frozen then, and where it is.
 *
 * @param split cohorts [0, split) belong to the service
 * @param keyRule null in a phase without keys
 */
public record Phase(
        String name,
        PhaseState state,
        int split,
        PhaseDefinition definition,
        @Nullable KeyRule keyRule,
        Instant changedAt) {

    /** Whether it is a feed, of tables or of an outbox, whose stream goes on: nobody has ended it. */
    public boolean feeding() {
        return definition.feed()
                && !definition.routesOnly()
                && state != PhaseState.PLANNED
                && !(state == PhaseState.COMPLETE && definition.after() == After.KEEP);
    }
}
