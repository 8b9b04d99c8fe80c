package dev.banyan.control.fleet;

import dev.banyan.control.routing.Owner;

/** Samples of all proxies, summed for one side of a phase; p99 is the largest of the samples weighted out of the fleet. */
public record TrafficTotal(
        Owner side,
        long requests,
        long keyed,
        long errors,
        long held,
        long wrongOwner,
        double p50Millis,
        double p99Millis) {
    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }
}
