package dev.banyan.control.config;

import java.time.Duration;

/**
 * Bounds of a hold.
 *
 * @param deadline how long a hold may last before anyone may abort the shift; 100 ms to 60 s
 * @param maxWaiting how many requests one proxy may keep waiting; more get 503
 */
public record HoldLimits(Duration deadline, int maxWaiting) {
    public static final HoldLimits DEFAULT = new HoldLimits(Duration.ofSeconds(3), 2000);

    public HoldLimits {
        if (deadline.toMillis() < 100 || deadline.toSeconds() > 60) {
            throw new IllegalArgumentException("hold.deadline is " + deadline.toMillis() + " ms; 100 ms to 60 s.");
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("hold.max-waiting is " + maxWaiting + "; at least 1.");
        }
    }
}
