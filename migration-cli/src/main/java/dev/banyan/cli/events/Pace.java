package dev.banyan.cli.events;

/** Keeps to so many a second on average, without making up for time that was lost. */
final class Pace {
    private final int perSecond;
    private long nextNanos = System.nanoTime();

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits until more may follow. An interruption is left for the caller to see. */
    void spent(int count) {
        nextNanos = Math.max(nextNanos, System.nanoTime()) + count * 1_000_000_000L / perSecond;
        long nanos = nextNanos - System.nanoTime();
        try {
            if (nanos > 0) {
                Thread.sleep(nanos / 1_000_000L, (int) (nanos % 1_000_000L));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
