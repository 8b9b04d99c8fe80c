package dev.banyan.playbooks.load;

/**
 * What a load has counted so far.
 *
 * @param requests ended, one way or other
 * @param retried requests with a connection that broke after they were sent
 * @param rerouted requests with a connection that could not be made
 * @param waited requests that came again because an answer asked so
 * @param acknowledgedWrites writes somebody was told are done
 * @param underWay sent and not ended
 * @param p50 in milliseconds, from when a request was due
 * @param p99 likewise
 */
public record LoadFigures(
        long requests,
        long reads,
        long writes,
        long acknowledgedWrites,
        long declined,
        long failed,
        long retried,
        long rerouted,
        long waited,
        long underWay,
        long p50,
        long p99) {}
