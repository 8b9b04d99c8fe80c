package dev.banyan.control.fleet;

import dev.banyan.control.routing.Owner;

/**
 * What one proxy saw of one phase on one side since its last sample.
 *
 * @param revision the revision it routed by at the end of the sample
 * @param requests answered or failed
 * @param keyed of these, those with a cohort key
 * @param errors of these, 5xx answers and broken connections
 * @param held writes that waited in a hold
 * @param wrongOwner requests sent although the side did not own the key when they were sent
 */
public record TrafficSample(
        String phase,
        Owner side,
        long revision,
        int requests,
        int keyed,
        int errors,
        int held,
        int wrongOwner,
        int p50Millis,
        int p99Millis) {}
