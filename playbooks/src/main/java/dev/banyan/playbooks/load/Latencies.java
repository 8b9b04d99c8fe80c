package dev.banyan.playbooks.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** A histogram of times in milliseconds, each kept to within 5 %. Thread-safe. */
final class Latencies {

    private static final double STEP = Math.log(1.05);
    private static final int BUCKETS = 300;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long millis) {
        counts.incrementAndGet(bucket(millis));
    }

    /**
     * The time that a share of all requests did not exceed, rounded up to its bucket's end.
     *
     * @param share 0 to 1
     * @return 0 when nothing was added
     */
    long quantile(double share) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= Math.max(1, rank)) {
                return Math.round(Math.exp(i * STEP) - 1);
            }
        }
        return 0;
    }

    private static int bucket(long millis) {
        return Math.min(BUCKETS - 1, (int) Math.ceil(Math.log1p((double) Math.max(0, millis)) / STEP));
    }
}
