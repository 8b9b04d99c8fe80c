package dev.banyan.bench.recovery;

import dev.banyan.bench.Ranks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Look at pages of shops and, a tenth as often, change a shop; they come at a steady rate, whether those before them were answered or not. */
final class Customers implements AutoCloseable {
    private static final int PAGES_A_SECOND = 50;
    private static final int CHANGES_A_SECOND = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI proxy;
    private final URI owners;
    private final int shops;
    private final Random random;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Object lock = new Object();
    private List<Long> waited = new ArrayList<>();
    private int failed;

    /**
     * They begin at once.
     *
     * @param proxy where pages are looked at
     * @param owners where shops 1 to {@code shops} are changed
     */
    Customers(URI proxy, URI owners, int shops, long seed) {
        this.proxy = proxy;
        this.owners = owners;
        this.shops = shops;
        random = new Random(seed);
        every(PAGES_A_SECOND, this::look);
        every(CHANGES_A_SECOND, this::change);
    }

    /** @param failed answered with anything but 200, or not at all within ten seconds */
    record Seen(int asked, int failed, long medianMillis, long p99Millis, long longestMillis) {}

    /** What was answered since the last time. */
    Seen seen() {
        synchronized (lock) {
            Seen seen = new Seen(waited.size(), failed, rank(50), rank(99), rank(100));
            waited = new ArrayList<>();
            failed = 0;
            return seen;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void every(int aSecond, Runnable what) {
        var unused = clock.scheduleAtFixedRate(what, 0, TimeUnit.SECONDS.toNanos(1) / aSecond, TimeUnit.NANOSECONDS);
    }

    private void look() {
        send(HttpRequest.newBuilder(proxy.resolve("/api/shop-pages/" + shop())));
    }

    private void change() {
        int shop = shop();
        String body = "{\"name\": \"shop " + shop + " of " + System.nanoTime() + "\"}";
        send(HttpRequest.newBuilder(owners.resolve("/api/shops/" + shop))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int shop() {
        return 1 + random.nextInt(shops);
    }

    private void send(HttpRequest.Builder request) {
        long came = System.nanoTime();
        var unused = http.sendAsync(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> answered(answer, System.nanoTime() - came));
    }

    private void answered(@Nullable HttpResponse<Void> answer, long nanos) {
        synchronized (lock) {
            waited.add(TimeUnit.NANOSECONDS.toMillis(nanos));
            if (answer == null || answer.statusCode() != 200) {
                failed++;
            }
        }
    }

    private long rank(int percent) {
        return waited.isEmpty() ? 0 : Ranks.percentile(waited, percent);
    }
}
