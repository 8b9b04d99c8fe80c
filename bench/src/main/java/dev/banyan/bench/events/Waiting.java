package dev.banyan.bench.events;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself, looking five hundred times a second. */
final class Waiting {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private Waiting() {}

    /**
     * @param what is said when it does not come in ten minutes
     * @return when it was there, as {@link System#nanoTime}
     */
    static long until(String what, BooleanSupplier there) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " did not come in ten minutes");
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
        return System.nanoTime();
    }
}
