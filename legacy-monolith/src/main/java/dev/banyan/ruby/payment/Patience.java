package dev.banyan.ruby.payment;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long a request waits for another one that has its key, looking at the row now and then. */
final class Patience {

    /** Past this a try that was never settled counts as abandoned: far longer than any call to the gateway takes. */
    static final Duration ABANDONED_AFTER = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final long startedAt = System.nanoTime();

    /** Waits a little; false when patience is at an end or the thread was interrupted. */
    boolean lasts() {
        if (System.nanoTime() - startedAt >= LONGEST_WAIT.toNanos()
                || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        return true;
    }
}
