package dev.banyan.payment.charging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long a request waits for another one with the same key, looking at the row now and then. */
final class Patience {

    /** Past this a try that was never settled counts as abandoned: far longer than any call to the gateway takes. */
    static final Duration ABANDONED_AFTER = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final long startedAt = System.nanoTime();

    /** Waits a little; false when the patience is at an end or the thread was interrupted. */
    boolean lasts() {
        boolean spent = System.nanoTime() - startedAt >= LONGEST_WAIT.toNanos();
        if (spent || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        return true;
    }
}
