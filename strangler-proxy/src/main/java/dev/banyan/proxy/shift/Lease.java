package dev.banyan.proxy.shift;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The right to send writes of armed cohorts. It lasts {@code length} from before it was asked for, on the wall clock
 * and on the monotonic clock, whichever ends first: one stands still in a paused process on some systems, the other
 * may be set back. Thread-safe.
 */
public final class Lease {
    /** No valid lease. */
    public static final long NONE = 0;

    private final Clock wall;
    private final LongSupplier nanos;
    private final Duration length;
    private volatile Term term;

    /** @param nanos the monotonic clock, in ns */
    public Lease(Clock wall, LongSupplier nanos, Duration length) {
        this.wall = wall;
        this.nanos = nanos;
        this.length = length;
        this.term = new Term(0, nanos.getAsLong(), 1);
    }

    /** The moment before a lease is asked for. */
    public record Asked(long wallMillis, long monotonicNanos) {}

    private record Term(long wallEnd, long monotonicEnd, long generation) {}

    public Asked ask() {
        return new Asked(wall.millis(), nanos.getAsLong());
    }

    /**
     * The lease was granted. A lease that has lapsed meanwhile begins a new generation; the caller makes sure that the
     * newest revision known then has been applied.
     */
    public synchronized void granted(Asked asked) {
        term = new Term(
                asked.wallMillis() + length.toMillis(),
                asked.monotonicNanos() + length.toNanos(),
                left(term) > 0 ? term.generation() : term.generation() + 1);
    }

    /** The lease is gone at once. */
    public synchronized void lost() {
        term = new Term(0, nanos.getAsLong(), term.generation() + 1);
    }

    /** The generation of the lease; {@link #NONE} when there is none. Equal ones mean that it held unbroken in between. */
    public long generation() {
        Term now = term;
        return left(now) > 0 ? now.generation() : NONE;
    }

    public boolean valid() {
        return generation() != NONE;
    }

    /** How long it lasts yet; zero when it has lapsed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, left(term)));
    }

    private long left(Term of) {
        long byWall = (of.wallEnd() - wall.millis()) * 1_000_000;
        return Math.min(byWall, of.monotonicEnd() - nanos.getAsLong());
    }
}
