package dev.banyan.order.checkout;

import java.time.Duration;

/**
 * How long a request waits for its payment. Waiting is worth something while payments come; where some in a row waited in vain, the
 * next customers are told soon that their payment is pending, until one comes in time again. For one thread.
 */
final class Patience {

    private static final int ENOUGH_IN_VAIN = 3;
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Duration full;
    private int inVain;

    Patience(Duration full) {
        this.full = full;
    }

    boolean ends(long waitedNanos) {
        Duration patience = inVain >= ENOUGH_IN_VAIN && SHORT.compareTo(full) < 0 ? SHORT : full;
        return waitedNanos > patience.toNanos();
    }

    /** A request was answered, with its payment or without. */
    void answered(boolean paymentCame) {
        inVain = paymentCame ? 0 : inVain + 1;
    }
}
