package dev.banyan.proxy.shift;

import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.proxy.routing.Decision;
import dev.banyan.proxy.routing.RoutingTable;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests that may yet write. One is entered before it reads the routing table, so that whoever swaps the table
 * and then looks here sees every request that may still act on an older one. Thread-safe.
 */
public final class InFlight {
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final AtomicLong entered = new AtomicLong();

    /** Enters a request of which nothing is known yet. */
    public Entry enter() {
        Entry entry = new Entry(entered.incrementAndGet());
        entries.add(entry);
        return entry;
    }

    /** A mark: every request entered after this call reads the routing table after it. */
    public long mark() {
        return entered.get();
    }

    /**
     * Whether every request entered up to {@code mark} that may write a moving key of the phase has been answered.
     * Counted are those of moving cohorts, without a key, of which nothing is known yet, and those routed by a table
     * that did not know the phase.
     */
    public boolean drained(long mark, String phase, ShiftInForce shift) {
        for (Entry entry : entries) {
            if (entry.number <= mark && entry.concerns(phase, shift)) {
                return false;
            }
        }
        return true;
    }

    /** How many writes of a phase have been sent and not answered. */
    public int count(String phase) {
        int count = 0;
        for (Entry entry : entries) {
            Known known = entry.known;
            if (!entry.waiting && known != null && known.isWriteOf(phase)) {
                count++;
            }
        }
        return count;
    }

    /** Whether nothing at all is in flight. */
    public boolean idle() {
        return entries.isEmpty();
    }

    private record Known(RoutingTable table, Decision decision) {
        boolean isWriteOf(String phase) {
            return decision instanceof Decision.Routed routed && routed.phase().equals(phase);
        }
    }

    /** One request. It leaves when everybody who retained it has released it. */
    public final class Entry {
        private final long number;
        private final AtomicInteger retained = new AtomicInteger(1);
        private volatile @Nullable Known known;
        private volatile boolean waiting;

        private Entry(long number) {
            this.number = number;
        }

        /** Back to "nothing known"; to be called before the routing table is read again. */
        public void forget() {
            known = null;
            waiting = false;
        }

        /** What the table says of it. */
        public void decided(RoutingTable table, Decision decision) {
            known = new Known(table, decision);
        }

        /** It waits, unsent, and will read the routing table again before it is sent. */
        public void parked() {
            waiting = true;
        }

        /** One more must release it. @return whether it was still there to be retained; if not, nothing may be sent */
        public boolean retain() {
            return retained.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        public void release() {
            if (retained.decrementAndGet() == 0) {
                entries.remove(this);
            }
        }

        private boolean concerns(String phase, ShiftInForce shift) {
            if (waiting) {
                return false;
            }
            Known now = known;
            if (now == null) {
                return true;
            }
            if (now.decision() instanceof Decision.Routed routed) {
                return routed.phase().equals(phase) && routed.mayBeMovedBy(shift);
            }
            return now.decision() instanceof Decision.Unrouted
                    && Objects.isNull(now.table().phases().get(phase));
        }
    }
}
