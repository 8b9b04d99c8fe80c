package dev.banyan.cli.shift;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.phase.Phase;
import java.time.Duration;
import java.util.Optional;

/**
 * The moment for a hold. It lasts at least as long as the slowest write under way, so it should begin when answers are
 * quick compared with its deadline; if that moment does not come, the deadline bounds the hold anyway.
 */
final class CalmMoment {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration RECENT = Duration.ofSeconds(2);

    /** Answers are quick when they take at most this part of a hold's deadline. */
    private static final double PART = 2;

    private final Fleet fleet;

    CalmMoment(Fleet fleet) {
        this.fleet = fleet;
    }

    /** @return why there was none, after the wait for it */
    Optional<String> await(Phase phase) {
        double quick = phase.definition().hold().deadline().toMillis() / PART;
        try {
            Patience.await(PATIENCE, LOOK, () -> {
                double slowest = fleet.traffic(phase.name(), RECENT, 0).stream()
                        .mapToDouble(TrafficTotal::p99Millis)
                        .max()
                        .orElse(0);
                return slowest <= quick ? null : "the slowest answers still take " + Math.round(slowest) + " ms";
            });
            return Optional.empty();
        } catch (ShiftFailedException e) {
            Patience.checkInterrupted();
            return Optional.of("no calm moment for the hold: " + e.getMessage());
        }
    }
}
