package dev.banyan.proxy.shift;

import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.routing.Decision;
import dev.banyan.proxy.routing.RoutingTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where writes wait while their cohort is held. After the hold, the writes of one key go one after another, each when
 * the one before has been answered, and later writes of that key queue behind them. Bodies of waiting requests stay
 * unread, or were small and taken in before, so that what one costs is bounded. Thread-safe; never blocks.
 */
public final class HoldQueue {
    private final CurrentTable tables;
    private final Map<Object, Lane> lanes = new HashMap<>();
    private int waiting;

    public HoldQueue(CurrentTable tables) {
        this.tables = tables;
        tables.onSwap(table -> wakeAll());
    }

    /** How many requests wait now. */
    public synchronized int waiting() {
        return waiting;
    }

    /**
     * A place for a write that must wait: because it is held, or because others of its key wait. Empty when it need
     * not.
     *
     * @throws HoldFullException when {@code hold.max-waiting} requests wait already
     */
    public Optional<Place> enter(RoutingTable seen, Decision.Routed write) {
        Object key = write.key() == null ? new Object() : write.phase() + ":" + write.key();
        Place place;
        synchronized (this) {
            Lane lane = lanes.get(key);
            if (lane == null && !write.held()) {
                return Optional.empty();
            }
            if (waiting >= write.routing().hold().maxWaiting()) {
                throw new HoldFullException(write.phase(), waiting);
            }
            if (lane == null) {
                lane = new Lane();
                lanes.put(key, lane);
            }
            place = new Place(key, lane);
            lane.queue.add(place);
            waiting++;
        }
        place.wakeIfStale(seen);
        return Optional.of(place);
    }

    private void wakeAll() {
        List<Place> next = new ArrayList<>();
        synchronized (this) {
            lanes.values().forEach(lane -> lane.next().ifPresent(next::add));
        }
        next.forEach(Place::call);
    }

    private static final class Lane {
        final Deque<Place> queue = new ArrayDeque<>();

        @Nullable
        Place turn;

        /** Gives the turn to the first, unless somebody has it. */
        Optional<Place> next() {
            Place first = queue.peek();
            if (turn != null || first == null) {
                return Optional.empty();
            }
            turn = first;
            return Optional.of(first);
        }
    }

    /** One waiting write. It must be left, whatever happens, once it was answered, failed or gave up. */
    public final class Place {
        private final Object key;
        private final Lane lane;
        private Sinks.One<Boolean> called = Sinks.one();
        private boolean sent;
        private boolean left;

        private Place(Object key, Lane lane) {
            this.key = key;
            this.lane = lane;
        }

        /** True when it is this write's turn to look at the routing table again; false when {@code patience} has run out. */
        public Mono<Boolean> turn(Duration patience) {
            Sinks.One<Boolean> call;
            synchronized (HoldQueue.this) {
                call = called;
            }
            return call.asMono().timeout(patience, Mono.just(false));
        }

        /** The table that it looked at holds it still: it waits on, first in its lane. */
        public void waitOn(RoutingTable seen) {
            synchronized (HoldQueue.this) {
                if (lane.turn == this) {
                    lane.turn = null;
                }
                called = Sinks.one();
            }
            wakeIfStale(seen);
        }

        /** It is about to be sent, and waits no longer; those behind it do until it is left. */
        public void sending() {
            synchronized (HoldQueue.this) {
                if (!sent && !left) {
                    sent = true;
                    waiting--;
                }
            }
        }

        /** Gives the turn to the next of the lane. */
        public void leave() {
            Optional<Place> next = Optional.empty();
            synchronized (HoldQueue.this) {
                if (left) {
                    return;
                }
                left = true;
                if (!sent) {
                    waiting--;
                }
                lane.queue.remove(this);
                if (lane.turn == this) {
                    lane.turn = null;
                    next = lane.next();
                }
                if (lane.queue.isEmpty()) {
                    lanes.remove(key, lane);
                }
            }
            next.ifPresent(Place::call);
        }

        private void wakeIfStale(RoutingTable seen) {
            if (tables.get() != seen) {
                Optional<Place> next;
                synchronized (HoldQueue.this) {
                    next = lane.next();
                }
                next.ifPresent(Place::call);
            }
        }

        private void call() {
            Sinks.One<Boolean> call;
            synchronized (HoldQueue.this) {
                call = called;
            }
            call.tryEmitValue(true);
        }
    }
}
