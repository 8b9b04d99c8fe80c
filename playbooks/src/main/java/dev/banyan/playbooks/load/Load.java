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

    private final Customers customers;
    private final RequestLog log;
    private final Known known = new Known();
    private final Script script;
    private final Statistics statistics = new Statistics();
    private final List<RequestLine> failures = new CopyOnWriteArrayList<>();
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final ExecutorService workers;
    private final long interval;
    private final Thread pacer;
    private volatile boolean stopping;

    private Load(LoadPlan plan) {
        customers = new Customers(plan.proxies());
        try {
            Catalogue catalogue = Catalogue.ask(customers);
            String run = "ld" + Long.toString(System.currentTimeMillis() / 1000, 36) + "-" + plan.seed();
            script = new Script(plan.seed(), run, catalogue, known);
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
            double warm = Math.min(1, 0.1 + 0.9 * (due - start) / 1e9 / WARM_UP_SECONDS);
            due += (long) (interval / warm);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (room()) {
                Wanted wanted = script.next();
                long dueThen = due;
                statistics.begin();
                workers.execute(() -> serve(wanted, dueThen));
            }
        }
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

    private void serve(Wanted wanted, long due) {
        try {
            Instant at = Instant.now().minusNanos(Math.max(0, System.nanoTime() - due));
            Call call = customers.call(wanted, due);
            RequestLine line = RequestLine.of(wanted, call, at, body(wanted, call));
            remember(line);
            log.write(line);
            statistics.end(line);
            if (line.outcome() == Outcome.FAILED && failures.size() < SAMPLES) {
                failures.add(line);
            }
        } finally {
            room.release();
        }
    }

    private void remember(RequestLine line) {
        JsonNode answer = line.answer();
        if (line.outcome() == Outcome.OK && line.id() != null && answer != null) {
            if (line.kind() == Kind.PAYMENT) {
                known.paid(new Known.Thing(line.id(), line.member(), line.amount()));
            } else if (line.kind() == Kind.ORDER) {
                known.ordered(new Known.Thing(
                        line.id(), line.member(), answer.path("totalAmount").asLong()));
            }
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

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
