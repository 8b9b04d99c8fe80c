package dev.banyan.proxy.metrics;

import dev.banyan.control.fleet.TrafficSample;
import dev.banyan.control.routing.Owner;

/** One phase, side and revision since the last sample. */
final class Window {
    /** 1 ms steps up to 100 ms, then steps of about 5 %, up to a minute. */
    private static final int LINEAR = 100;

    private static final double STEPS_PER_E = 20;

    private final int[] buckets = new int[LINEAR + 130];
    private int requests;
    private int keyed;
    private int errors;
    private int held;
    private int wrongOwner;

    synchronized void add(Exchange exchange) {
        requests++;
        keyed += exchange.keyed() ? 1 : 0;
        errors += exchange.error() ? 1 : 0;
        held += exchange.held() ? 1 : 0;
        wrongOwner += exchange.wrongOwner() ? 1 : 0;
        buckets[bucket(exchange.took().toMillis())]++;
    }

    synchronized TrafficSample sample(String phase, Owner side, long revision) {
        return new TrafficSample(
                phase, side, revision, requests, keyed, errors, held, wrongOwner, quantile(0.5), quantile(0.99));
    }

    private int quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * requests));
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return upper(i);
            }
        }
        return 0;
    }

    private int bucket(long millis) {
        if (millis < LINEAR) {
            return (int) Math.max(0, millis);
        }
        return (int) Math.min(buckets.length - 1L, LINEAR + (long) (Math.log(millis / (double) LINEAR) * STEPS_PER_E));
    }

    private static int upper(int bucket) {
        return bucket < LINEAR ? bucket + 1 : (int) (LINEAR * Math.exp((bucket - LINEAR + 1) / STEPS_PER_E));
    }
}
