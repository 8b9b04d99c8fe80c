package dev.banyan.control.config;

import java.time.Duration;

/**
 * What must hold before a boundary moves.
 *
 * @param errorRate largest share of 5xx answers and broken connections, 0..1, per side
 * @param p99Ratio largest ratio of the service's 99th percentile to the monolith's
 * @param lag largest age of the last applied heartbeat, both streams
 * @param mismatches largest number of different rows in the last verify
 * @param wrongOwner largest number of requests sent to a side that did not own their key
 */
public record Gates(double errorRate, double p99Ratio, Duration lag, int mismatches, int wrongOwner) {
    public static final Gates DEFAULT = new Gates(0.01, 1.5, Duration.ofSeconds(2), 0, 0);
}
