package dev.banyan.order.checkout;

import java.time.Duration;
import java.util.Collection;

/**
 * How long a request waits for its payment. Waiting is worth something while payments come; where none comes for a while and some wait for
 * theirs, they and the next customers are told soon that their payment is pending, until one comes in time again. One order that waits
 * may be a slow one; where two do and none comes, it is the payments. For one thread.
 */
final class Patience {

    private static final int SOME = 2;
    private static final Duration A_WHILE = Duration.ofMillis(700);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Duration full;
    private long lastCame;
    private boolean silent;

    /** @param now by {@link System#nanoTime()}, as all times here */
    Patience(Duration full, long now) {
        this.full = full;
        this.lastCame = now;
    }

    /** A payment came while its request waited for it. */
    void came(long now) {
        lastCame = now;
        silent = false;
    }

    /** @param since when the wait for each order began that is still waited for */
    void look(Collection<Long> since, long now) {
        silent |= isAWhile(lastCame, now)
                && since.stream().filter(begun -> isAWhile(begun, now)).count() >= SOME;
    }

    private static boolean isAWhile(long from, long now) {
        return now - from > A_WHILE.toNanos();
    }

    boolean ends(long since, long now) {
        Duration patience = silent && SHORT.compareTo(full) < 0 ? SHORT : full;
        return now - since > patience.toNanos();
    }
}
