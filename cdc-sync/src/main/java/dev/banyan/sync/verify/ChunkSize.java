package dev.banyan.sync.verify;

/** How many rows to compare at once: grows or shrinks towards {@value #AIM_MILLIS} ms a chunk. */
final class ChunkSize {
    static final int FIRST = 2_000;
    static final int SMALLEST = 200;
    static final int LARGEST = 100_000;
    private static final long AIM_MILLIS = 300;

    private int rows = FIRST;

    int rows() {
        return rows;
    }

    /** Learns how long a chunk of the present size took; a step is at most a factor of four either way. */
    void took(long millis) {
        double factor = Math.min(4, Math.max(0.25, (double) AIM_MILLIS / Math.max(1, millis)));
        rows = (int) Math.min(LARGEST, Math.max(SMALLEST, rows * factor));
    }
}
