package dev.banyan.playbooks.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Looks at something as customers do, who come whether those before them were answered or not, and go to the proxies in turn. Only when very many
 * wait does the next one come later: who is asked for more than he can do for good answers nobody in time.
 */
public final class Looks {
    private static final Pattern AS_OF = Pattern.compile("\"dataAsOf\":\"([^\"]+)\"");

    private static final int MOST = 200;

    private final List<Target> proxies;
    private final int atMost;
    private final Semaphore places;
    private final Latencies waited = new Latencies();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();

    /** @param proxies base addresses */
    public Looks(List<URI> proxies) {
        this(proxies, MOST);
    }

    /** @param atMost how many wait at the same time at most */
    Looks(List<URI> proxies, int atMost) {
        this.atMost = atMost;
        this.places = new Semaphore(atMost);
        this.proxies = IntStream.range(0, proxies.size())
                .mapToObj(i -> new Target("proxy-" + (i + 1), proxies.get(i)))
                .toList();
    }

    /**
     * How fast they come: from one rate to another, evenly, within the ramp; at the latter after it.
     *
     * @param from requests a second, at least 1
     * @param to requests a second, at least 1
     */
    public record Pace(int from, int to, Duration ramp, int requests) {

        /** Always at one rate. */
        public static Pace steady(int rate, int requests) {
            return new Pace(rate, rate, Duration.ZERO, requests);
        }

        /** From a request that came at that time to the next. */
        long nanosToNext(long sinceStart) {
            double progress = ramp.isZero() ? 1 : Math.min(1, (double) sinceStart / ramp.toNanos());
            return (long) (1e9 / (from + (to - from) * progress));
        }
    }

    /**
     * What became of them.
     *
     * @param failed answered with anything but 200, or not at all within ten seconds
     * @param medianMillis to within 5 %, as p99Millis
     * @param together how many waited at the same time at most
     * @param heldBack how many came later than the pace wanted, as that many waited already
     * @param perSecond at what rate they came, after the ramp
     * @param oldestMillis the oldest that an answer said its data was, when it came; 0 where none said
     */
    public record Looked(
            long asked,
            long failed,
            long medianMillis,
            long p99Millis,
            long longestMillis,
            long together,
            long heldBack,
            long perSecond,
            long oldestMillis) {}

    /** Looks, each time at the path that {@code what} gives for the number of the request, and waits until all have been answered or given up. */
    public Looked look(Pace pace, IntFunction<String> what) throws InterruptedException {
        int most = 0;
        int heldBack = 0;
        Rate rate = new Rate();
        ExecutorService customers = Executors.newFixedThreadPool(atMost, task -> Load.daemon(task, "look"));
        try {
            long start = System.nanoTime();
            long due = start;
            for (int i = 0; i < pace.requests(); i++) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                if (!places.tryAcquire()) {
                    places.acquire();
                    due = System.nanoTime(); // nobody makes up for it: that would be a higher rate than was asked for
                    heldBack++;
                }
                most = Math.max(most, atMost - places.availablePermits());
                Target proxy = proxies.get(i % proxies.size());
                Wanted wanted = new Wanted(i + 1, Kind.SHOP_PAGE, what.apply(i), 1, null, null, 0, false);
                long came = System.nanoTime();
                customers.execute(() -> ask(proxy, wanted, came));
                if (due - start >= pace.ramp().toNanos()) {
                    rate.came(came);
                }
                due += pace.nanosToNext(due - start);
            }
            customers.shutdown();
            while (!customers.awaitTermination(1, TimeUnit.MINUTES)) {
                // Each of them ends by itself.
            }
        } finally {
            customers.shutdownNow();
            proxies.forEach(Target::close);
        }
        return new Looked(
                pace.requests(),
                failed.get(),
                waited.quantile(0.5),
                waited.quantile(0.99),
                longest.get(),
                most,
                heldBack,
                rate.perSecond(),
                oldest.get());
    }

    /** How many a second came, between the first and the last. */
    private static final class Rate {
        private long first;
        private long last;
        private long count;

        void came(long nanos) {
            first = count == 0 ? nanos : first;
            last = nanos;
            count++;
        }

        long perSecond() {
            return count < 2 ? count : Math.round((count - 1) * 1e9 / Math.max(1, last - first));
        }
    }

    private void ask(Target proxy, Wanted wanted, long came) {
        try {
            Answer answer = proxy.exchange(wanted, came + Customers.PATIENCE.toNanos());
            if (answer.status() == 200) {
                saw(answer.body());
            } else {
                failed.incrementAndGet();
            }
        } catch (IOException none) {
            failed.incrementAndGet();
        } finally {
            places.release();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - came);
            waited.add(millis);
            longest.accumulateAndGet(millis, Math::max);
        }
    }

    private void saw(String body) {
        Matcher asOf = AS_OF.matcher(body);
        if (asOf.find()) {
            long age = Duration.between(Instant.parse(asOf.group(1)), Instant.now())
                    .toMillis();
            oldest.accumulateAndGet(age, Math::max);
        }
    }
}
