package dev.banyan.bench.orders;

import dev.banyan.bench.Ranks;
import dev.banyan.control.store.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Orders at a steady rate, whether those before them were answered or not; each is accepted and delivered as soon as it is paid. */
final class Rush {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOPS = 20;
    private static final int MEMBERS = 100;

    private final URI orders;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param orders the order service */
    Rush(URI orders) {
        this.orders = orders;
    }

    /**
     * @param delivered of those that were placed; the others were answered otherwise, or not within ten seconds
     * @param answeredMillis how long customers waited for their paid orders, of those delivered
     */
    record Delivered(int ordered, int delivered, List<Long> answeredMillis) {
        long rank(int percent) {
            return answeredMillis.isEmpty() ? 0 : Ranks.percentile(answeredMillis, percent);
        }
    }

    /** Returns when the last order has come to its end. */
    Delivered run(int rate, int seconds) throws InterruptedException {
        List<Long> answered = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        String run = UUID.randomUUID().toString();
        long start = System.nanoTime();
        for (int i = 0; i < rate * seconds; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
            all.add(order(i, run + "-" + i, answered).exceptionally(failure -> false));
        }
        long delivered = all.stream().filter(CompletableFuture::join).count();
        return new Delivered(all.size(), (int) delivered, List.copyOf(answered));
    }

    private CompletableFuture<Boolean> order(int i, String key, List<Long> answered) {
        long member = 1L + i % MEMBERS;
        String body = "{\"shopId\":" + (1 + i % SHOPS) + ",\"items\":[{\"menuId\":" + Shops.MENU
                + ",\"qty\":1}],\"method\":\"CARD\"}";
        long came = System.nanoTime();
        return post("/api/orders", member, key, body).thenCompose(placed -> {
            if (placed.statusCode() != 201) {
                return CompletableFuture.completedFuture(false);
            }
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - came);
            String path = "/api/orders/"
                    + Json.mapper().readTree(placed.body()).path("id").asLong();
            return post(path + "/accept", member, key, "{}")
                    .thenCompose(accepted -> post(path + "/deliver", member, key, "{}"))
                    .thenApply(done -> {
                        boolean delivered = done.statusCode() == 200;
                        if (delivered) {
                            answered.add(waited);
                        }
                        return delivered;
                    });
        });
    }

    private CompletableFuture<HttpResponse<String>> post(String path, long member, String key, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(orders.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("X-Member-Id", String.valueOf(member))
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
