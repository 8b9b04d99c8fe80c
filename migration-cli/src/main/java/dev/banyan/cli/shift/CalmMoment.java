package dev.banyan.cli.shift;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.TrafficTotal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The moment for a hold. It lasts at least as long as the slowest write under way and as the slower stream needs to drain, so
 * it should begin when both are quick: when writes take at most half of the hold's deadline, and a fence a quarter. A fence
 * is what a busy machine slows first, and what comes after it, letting the writes go, it slows as well. If that moment does
 * not come, the deadline bounds the hold anyway.
 */
final class CalmMoment {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration RECENT = Duration.ofSeconds(2);

    private final Duration quickAnswer;
    private final Duration quickFence;
    private final Duration patience;

    /** The moment for a hold with this deadline, awaited for no longer than {@code patience}. */
    CalmMoment(Duration deadline, Duration patience) {
        this.quickAnswer = deadline.dividedBy(2);
        this.quickFence = deadline.dividedBy(4);
        this.patience = patience;
    }

    /**
     * Sends test fences until one is quick.
     *
     * @param testFence sends one and says how long it took to cross both streams
     * @return how long the last one took
     */
    Duration ofStreams(Supplier<Duration> testFence) {
        long end = System.nanoTime() + patience.toNanos();
        Duration last = testFence.get();
        while (last.compareTo(quickFence) > 0 && System.nanoTime() - end < 0) {
            Patience.pause(LOOK);
            last = testFence.get();
        }
        return last;
    }

    /**
     * Waits until the answers to a phase's requests are quick.
     *
     * @return why there was no such moment
     */
    Optional<String> ofAnswers(String phase, Fleet fleet) {
        try {
            Patience.await(patience, LOOK, () -> {
                double slowest = fleet.traffic(phase, RECENT, 0).stream()
                        .mapToDouble(TrafficTotal::p99Millis)
                        .max()
                        .orElse(0);
                return slowest <= quickAnswer.toMillis()
                        ? null
                        : "the slowest answers still take " + Math.round(slowest) + " ms";
            });
            return Optional.empty();
        } catch (ShiftFailedException e) {
            Patience.checkInterrupted();
            return Optional.of("no calm moment for the hold: " + e.getMessage());
        }
    }
}
