package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A running load. Requests are due at even intervals, after some seconds in which the rate grows (servers that have just
 * started are slow), whatever becomes of earlier ones; those that could not begin in
 * time, because {@value #MOST_UNDER_WAY} were under way, begin as soon as they can and count their time from when they
 * were due.
 */
public final class Load implements AutoCloseable {

    private static final int MOST_UNDER_WAY = 600;
    private static final int SAMPLES = 20;
    private static final double WARM_UP_SECONDS = 15;
    private static final long RESTING_MILLIS = 20;

    private final Customers customers;
    private final RequestLog log;
    private final Wishes wishes;
    private final List<RequestLine> failures = new CopyOnWriteArrayList<>();
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final ExecutorService workers;
    private final long interval;
    private final Thread pacer;
    private volatile Statistics statistics = new Statistics();
    private volatile @Nullable FaultWindow window;
    private volatile boolean stopping;
    private volatile boolean resting;
    private volatile boolean quiet;

    private Load(LoadPlan plan) {
        customers = new Customers(plan.proxies());
        try {
            String run = "ld" + Long.toString(System.currentTimeMillis() / 1000, 36) + "-" + plan.seed();
            wishes = switch (plan.mix()) {
                case PAYMENTS -> new Script(plan.seed(), run, Catalogue.ask(customers), new Known());
                case CITY -> new CityScript(plan.seed(), run, City.ask(customers), System::nanoTime);
            };
            log = RequestLog.create(plan.log());
        } catch (RuntimeException e) {
            customers.close();
            throw e;
        }
        interval = TimeUnit.SECONDS.toNanos(1) / plan.rate();
        workers = Executors.newCachedThreadPool(task -> daemon(task, "load-customer"));
        pacer = daemon(this::pace, "load-pacer");
    }

    /**
     * Asks the monolith what there is to order and begins.
     *
     * @throws LoadException when the monolith can't be reached or has nothing to order
     */
    public static Load start(LoadPlan plan) {
        Load load = new Load(plan);
        load.pacer.start();
        return load;
    }

    public LoadFigures figures() {
        return statistics.figures();
    }

    /** Requests that are under way now, or begin until it is closed, count for this window, and not as failed ones of the load. */
    public void openWindow(String name) {
        window = statistics.open(name);
    }

    /** Ends the window that is open. Its requests may be under way still. */
    public void closeWindow() {
        window = null;
    }

    /** The windows so far, in order; since it was last counted anew. */
    public List<WindowFigures> windows() {
        return statistics.windows();
    }

    /**
     * Begins no more requests until {@link #resume}, and returns when all have ended, at the latest after the customers' patience.
     *
     * @throws LoadException when some have not ended even then
     */
    public void rest() throws InterruptedException {
        resting = true;
        long latest = System.nanoTime() + Customers.PATIENCE.plusSeconds(5).toNanos();
        while (!quiet || statistics.figures().underWay() > 0) {
            if (System.nanoTime() > latest) {
                throw new LoadException(statistics.figures().underWay() + " requests do not end.");
            }
            Thread.sleep(RESTING_MILLIS);
        }
        log.flush();
    }

    /** Goes on after a rest. */
    public void resume() {
        resting = false;
    }

    /** Figures, windows and failures begin anew. To be asked while it rests. */
    public void countAnew() {
        statistics = new Statistics();
        failures.clear();
    }

    /** The first failed requests, at most {@value #SAMPLES}. */
    public List<RequestLine> failures() {
        return List.copyOf(failures);
    }

    /**
     * How many requests a proxy took to its death: begun before it was certainly dead, and ended by a broken connection after
     * the kill began. Those that found their connection closed were never there and do not count. Complete once customers
     * have noticed, which takes milliseconds.
     *
     * @param kill when the kill began, by {@link System#nanoTime}
     * @param dead when the process was gone, likewise
     */
    public long cutOff(String proxy, long kill, long dead) {
        return customers.cutOff(proxy, kill, dead);
    }

    /** Makes the log of all requests that have ended readable. */
    public void flush() {
        log.flush();
    }

    /**
     * Begins no more requests and returns when all have ended, at the latest after the customers' patience.
     *
     * @return the figures of the whole load
     */
    public LoadFigures end() {
        close();
        return figures();
    }

    /** As {@link #end}. */
    @Override
    public void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        try {
            pacer.join();
            workers.shutdown();
            if (!workers.awaitTermination(Customers.PATIENCE.toSeconds() + 2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        customers.close();
        log.close();
    }

    private void pace() {
        long start = System.nanoTime();
        long due = start;
        while (!stopping) {
            if (resting) {
                due = rested(due);
                continue;
            }
            double warm = Math.min(1, 0.1 + 0.9 * (due - start) / 1e9 / WARM_UP_SECONDS);
            due += (long) (interval / warm);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (room()) {
                Wanted wanted = wishes.next();
                long dueThen = due;
                Statistics counted = statistics;
                FaultWindow openThen = window;
                counted.begin();
                workers.execute(() -> serve(wanted, dueThen, counted, openThen));
            }
        }
    }

    /** @return when the next request is due */
    private long rested(long due) {
        long began = System.nanoTime();
        quiet = true;
        while (resting && !stopping) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RESTING_MILLIS));
        }
        quiet = false;
        return due + System.nanoTime() - began;
    }

    private boolean room() {
        try {
            while (!stopping) {
                if (room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void serve(Wanted wanted, long due, Statistics counted, @Nullable FaultWindow within) {
        try {
            Instant at = Instant.now().minusNanos(Math.max(0, System.nanoTime() - due));
            Call call = customers.call(wanted, due);
            FaultWindow hit = within == null ? window : within;
            RequestLine line = RequestLine.of(wanted, call, at, body(wanted, call), hit == null ? null : hit.name());
            wishes.ended(line);
            log.write(line);
            counted.end(line, hit);
            if (line.outcome() == Outcome.FAILED && hit == null && failures.size() < SAMPLES) {
                failures.add(line);
            }
        } finally {
            room.release();
        }
    }

    private static @Nullable JsonNode body(Wanted wanted, Call call) {
        Answer answer = call.answer();
        if (answer == null || (!wanted.kind().write() && answer.status() < 400)) {
            return null;
        }
        try {
            return Json.mapper().readTree(answer.body());
        } catch (JacksonException e) {
            return null;
        }
    }

    /** A thread that keeps no process from ending. */
    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
