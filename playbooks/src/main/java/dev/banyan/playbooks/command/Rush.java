package dev.banyan.playbooks.command;

import dev.banyan.control.store.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders that are placed at a steady rate, whether those before them were answered or not, and each accepted and delivered as soon as it is paid. */
public final class Rush {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MEMBERS = 100;

    /** Who is told 202 has an order whose payment takes its time, and 409 a shop that can't accept it yet; 503 is to be asked again. */
    private static final int MOST_TRIES = 10;

    private static final long FIRST_PAUSE_MILLIS = 300;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final URI proxy;
    private final List<Wish> wishes;
    private final String run = UUID.randomUUID().toString();
    private final HttpClient http = Http.client(PATIENCE);
    private final List<Long> waited = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger declined = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** One menu of a shop. */
    public record Wish(long shop, long menu) {}

    /**
     * @param declined was not paid, or its shop had nothing more of it
     * @param failed neither delivered nor declined
     * @param requests three an order, and those that were sent again
     */
    public record Rushed(
            int ordered,
            int delivered,
            int declined,
            int failed,
            int requests,
            long medianMillis,
            long p99Millis,
            long longestMillis) {}

    /**
     * @param proxy or whoever takes orders
     * @param wishes what is ordered, in turn
     */
    public Rush(URI proxy, List<Wish> wishes) {
        this.proxy = proxy;
        this.wishes = wishes;
    }

    /** Waits until all orders have come to their end. */
    public Rushed run(int rate, int seconds) throws InterruptedException {
        int orders = rate * seconds;
        CompletableFuture<?>[] all = new CompletableFuture<?>[orders];
        long start = System.nanoTime();
        for (int i = 0; i < orders; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
            all[i] = order(i).handle((done, failure) -> done);
        }
        CompletableFuture.allOf(all).join();
        Waits waits = Waits.of(waited);
        return new Rushed(
                orders,
                delivered.get(),
                declined.get(),
                orders - delivered.get() - declined.get(),
                requests.get(),
                waits.medianMillis(),
                waits.p99Millis(),
                waits.longestMillis());
    }

    private CompletableFuture<?> order(int i) {
        Wish wish = wishes.get(i % wishes.size());
        long member = 1L + i % MEMBERS;
        String body = Json.write(Map.of(
                "shopId", wish.shop(), "items", List.of(Map.of("menuId", wish.menu(), "qty", 1)), "method", "CARD"));
        HttpRequest request = post("/api/orders", member, body)
                .header("Idempotency-Key", "rush-" + run + "-" + i)
                .build();
        long came = System.nanoTime();
        return persist(request, 1).thenCompose(answer -> {
            if (answer.statusCode() == 402 || answer.statusCode() == 409) {
                declined.incrementAndGet();
                return CompletableFuture.completedFuture(answer);
            }
            waited.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - came));
            String path = "/api/orders/"
                    + Json.mapper().readTree(answer.body()).path("id").asLong();
            return persist(post(path + "/accept", member, "{}").build(), 1)
                    .thenCompose(accepted ->
                            persist(post(path + "/deliver", member, "{}").build(), 1))
                    .thenApply(done -> {
                        if (done.statusCode() == 200) {
                            delivered.incrementAndGet();
                        }
                        return done;
                    });
        });
    }

    private HttpRequest.Builder post(String path, long member, String body) {
        return HttpRequest.newBuilder(proxy.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Member-Id", String.valueOf(member))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Sends it, and again where it is to be asked again: the key, or the order's state, makes that harmless. */
    private CompletableFuture<HttpResponse<String>> persist(HttpRequest request, int tries) {
        requests.incrementAndGet();
        boolean command = !request.uri().getPath().equals("/api/orders");
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenCompose(answer -> {
            int status = answer.statusCode();
            boolean again = status == 503 || status == 202 || (status == 409 && command);
            return again && tries < MOST_TRIES
                    ? CompletableFuture.supplyAsync(() -> tries + 1, afterPause(tries))
                            .thenCompose(next -> persist(request, next))
                    : CompletableFuture.completedFuture(answer);
        });
    }

    /** Ever longer: who asks all the time keeps a machine that is late from what it is asked for. */
    private static Executor afterPause(int tries) {
        return CompletableFuture.delayedExecutor(
                Math.min(tries * FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }
}
