package dev.banyan.proxy.control;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.store.ControlStore;
import dev.banyan.proxy.control.TableKeeper.Advance;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.routing.RoutingTable;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import dev.banyan.proxy.shift.StoreContact;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that talks with the control store about routing: it polls, beats, acknowledges, and takes revisions
 * into force. It survives every failure of the store; what is in force stays in force.
 */
public final class ControlLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POLL_IN_SHIFT = Duration.ofMillis(50);
    private static final Duration LOOK_WHILE_DRAINING = Duration.ofMillis(5);
    private static final Duration BEAT = Fleet.RENEWAL.minusMillis(100);

    private final ControlStore store;
    private final CurrentTable tables;
    private final Lease lease;
    private final StoreContact contact;
    private final LongSupplier nanos;
    private final Membership membership;
    private final TableKeeper keeper;
    private final DrainWatch drain;
    private final OverdueShift overdue;

    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "control-loop");
    private volatile boolean stopped;
    private boolean prepared;
    private boolean reachable = true;
    private long lastPoll;
    private long lastBeat;

    /**
     * Prepares the loop without touching the store.
     *
     * @param nanos the monotonic clock
     */
    public ControlLoop(
            ControlStore store,
            Identity identity,
            CurrentTable tables,
            InFlight inFlight,
            Lease lease,
            StoreContact contact,
            LongSupplier nanos) {
        this.store = store;
        this.tables = tables;
        this.lease = lease;
        this.contact = contact;
        this.nanos = nanos;
        this.membership = new Membership(new Fleet(store), identity);
        this.keeper = new TableKeeper(
                new Revisions(store),
                tables,
                new RevisionOnDisk(identity.state(), identity.id()),
                identity.monolith(),
                identity.trustDisk(),
                nanos);
        this.drain = new DrainWatch(inFlight);
        this.overdue = new OverdueShift(store, "proxy " + identity.id(), nanos);
        thread.setDaemon(true);
    }

    /**
     * Makes first contact, or falls back on the revision on disk, then goes on in a thread of its own.
     *
     * @throws RuntimeException what the store said, when it refuses this proxy and there is no revision on disk
     */
    public void start() {
        RuntimeException failure = round(true);
        if (tables.get() == null) {
            boolean loaded = keeper.loadDisk();
            RoutingTable table = tables.get();
            if (loaded && table != null) {
                drain.swapped(table);
            } else if (failure != null && LoginRefused.by(failure)) {
                throw failure;
            }
        }
        thread.start();
    }

    /** Polls at once. Returns immediately. */
    public void nudge() {
        nudges.release();
    }

    /** Why the newest revision is not in force; null when it is. */
    public @Nullable String refusal() {
        return keeper.refusal();
    }

    /** Ends the loop and takes the proxy off the fleet's list, if the store can be reached. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        nudge();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lease.lost();
        try {
            membership.leave();
        } catch (RuntimeException e) {
            LOG.warn("Could not deregister: {}", e.getMessage());
        }
    }

    private void run() {
        while (!stopped) {
            boolean nudged = pause(untilNextRound());
            if (!stopped) {
                round(nudged);
            }
        }
    }

    private boolean pause(Duration most) {
        try {
            boolean nudged = nudges.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
            nudges.drainPermits();
            return nudged;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration untilNextRound() {
        Duration look = drain.draining() ? LOOK_WHILE_DRAINING : interval();
        Duration due = overdue.untilDue();
        return due.compareTo(look) < 0 ? due : look;
    }

    private Duration interval() {
        RoutingTable table = tables.get();
        return table != null && table.shift().isPresent() ? POLL_IN_SHIFT : POLL;
    }

    private @Nullable RuntimeException round(boolean now) {
        try {
            if (!prepared) {
                store.migrate();
                prepared = true;
            }
            boolean drained = drain.check();
            if (!membership.joined()) {
                membership.join();
                LOG.info("Registered with the control store.");
                advance();
                beat();
            } else if (drained || since(lastBeat).compareTo(BEAT) >= 0) {
                beat();
            } else if (now || since(lastPoll).compareTo(interval()) >= 0) {
                poll();
            }
            if (overdue.check(tables.get())) {
                poll();
            }
            if (!reachable) {
                LOG.info("The control store answers again.");
                reachable = true;
            }
            return null;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warn("Going on without the control store: {}", e.getMessage());
                reachable = false;
            }
            return e;
        }
    }

    private void poll() {
        lastPoll = nanos.getAsLong();
        Advance came = advance();
        contact.answered();
        if (came == Advance.CURRENT) {
            contact.current();
        } else if (came == Advance.TAKEN) {
            beat();
        }
    }

    /** Says where this proxy is; a new table makes another beat, so that it is acknowledged at once. */
    private void beat() {
        for (boolean again = true; again; ) {
            lastBeat = nanos.getAsLong();
            lastPoll = lastBeat;
            Lease.Asked asked = lease.ask();
            OptionalLong newest = membership.beat(keeper.number(), keeper.inForce(), drain.drained(), keeper.refusal());
            contact.answered();
            if (newest.isEmpty()) {
                lease.lost();
                LOG.warn("This proxy is no longer on the fleet's list: forgotten, or another process has its id.");
                return;
            }
            boolean held = lease.valid();
            if (held) {
                lease.granted(asked);
            }
            again = keeper.number() != newest.getAsLong() && advance() == Advance.TAKEN;
            if (keeper.number() == newest.getAsLong()) {
                contact.current();
                if (!held) {
                    lease.granted(asked);
                }
            }
        }
    }

    private Advance advance() {
        Advance came = keeper.advance();
        RoutingTable table = tables.get();
        if (came == Advance.TAKEN && table != null) {
            drain.swapped(table);
            drain.check();
        }
        return came;
    }

    private Duration since(long at) {
        return Duration.ofNanos(nanos.getAsLong() - at);
    }
}
