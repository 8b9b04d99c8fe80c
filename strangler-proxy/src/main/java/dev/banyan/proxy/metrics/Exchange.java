package dev.banyan.proxy.metrics;

import dev.banyan.control.routing.Owner;
import java.time.Duration;

/**
 * One request that was sent to a side of a phase, when it is over.
 *
 * @param revision the revision it was routed by
 * @param keyed whether it had a cohort key
 * @param error a 5xx answer, or none
 * @param held whether it had waited in a hold
 * @param wrongOwner whether the side did not own the key when it was sent
 * @param took from sending it to the end of its answer
 */
public record Exchange(
        String phase,
        Owner side,
        long revision,
        boolean keyed,
        boolean error,
        boolean held,
        boolean wrongOwner,
        Duration took) {}
