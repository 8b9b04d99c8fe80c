package dev.banyan.cli.shift;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bounded waiting on a condition, by the monotonic clock; an interrupted thread waits no longer. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Patience() {}

    /**
     * Asks again and again until {@code pending} answers null.
     *
     * @param pending what is still awaited, in words; null when nothing is
     * @throws ShiftFailedException when the time is up, with the last words, or on interruption
     */
    static void await(Duration atMost, Supplier<@Nullable String> pending) {
        await(atMost, PAUSE, pending);
    }

    /** As above, with another pause between two looks. */
    static void await(Duration atMost, Duration between, Supplier<@Nullable String> pending) {
        long end = System.nanoTime() + atMost.toNanos();
        for (String words = pending.get(); words != null; words = pending.get()) {
            if (System.nanoTime() - end >= 0) {
                throw new ShiftFailedException("After " + atMost.toMillis() + " ms: " + words);
            }
            pause(between);
        }
    }

    /** Notices an interruption without waiting. */
    static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ShiftFailedException("Interrupted by the operator.");
        }
    }

    /** Waits, unless interrupted. */
    static void pause(Duration between) {
        try {
            TimeUnit.MILLISECONDS.sleep(between.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShiftFailedException("Interrupted by the operator.", e);
        }
    }
}
