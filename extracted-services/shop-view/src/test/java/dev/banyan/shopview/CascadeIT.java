package dev.banyan.shopview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.shopview.Town.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Ads are killed, and frozen, while customers look at shops: once where each page asks the services that own what it shows, once where
 * it has views of them, with the same time-outs and pools. Both see the same customers, who come whether they are answered or not.
 */
class CascadeIT {

    private static final int REQUESTS = 120;
    private static final int EVERY_MILLIS = 20;

    /** How customers fared: how many were refused, how long they waited, and how many waited at the same time. */
    private record Fared(int refused, long median, long longest, int together) {}

    @Test
    void anOutageSpreadsThroughCallsAndStopsAtViews() throws Exception {
        Town town = Town.alive();
        try (RunningService views =
                        RunningService.start(ShopViewApplication.class, TestDatabase.create(), town.settings());
                RunningService calls = RunningService.start(
                        ShopViewApplication.class, TestDatabase.create(), town.settings("--views.mode=api"))) {
            Town.fill(views, Owner.values());
            assertThat(page(calls, 1)).isEqualTo(page(views, 1));
            customers(calls);
            customers(views);

            Fared callsWell = customers(calls);
            Fared viewsWell = customers(views);
            town.of(Owner.ADS).freeze();
            Fared callsFrozen = customers(calls);
            Fared viewsFrozen = customers(views);
            town.of(Owner.ADS).thaw();
            town.of(Owner.ADS).kill();
            Fared callsDead = customers(calls);
            Fared viewsDead = customers(views);

            System.out.printf("%-14s %36s %36s%n", REQUESTS + " requests", "calls", "views");
            print("ads are well", callsWell, viewsWell);
            print("ads are frozen", callsFrozen, viewsFrozen);
            print("ads are dead", callsDead, viewsDead);
            assertThat(callsWell.refused()).isZero();
            assertThat(callsFrozen.refused()).isEqualTo(REQUESTS);
            assertThat(callsFrozen.median()).as("each waits out its time").isGreaterThanOrEqualTo(900);
            assertThat(callsFrozen.together())
                    .as("and holds a thread meanwhile")
                    .isGreaterThan(20);
            assertThat(callsDead.refused()).isEqualTo(REQUESTS);
            assertThat(List.of(viewsWell, viewsFrozen, viewsDead))
                    .extracting(Fared::refused)
                    .containsOnly(0);
            assertThat(viewsFrozen.median()).isLessThan(callsFrozen.median() / 3);
        }
    }

    /** But for the time. */
    private static String page(RunningService service, long shop) {
        return service.http().get("/api/shop-pages/" + shop).text().replaceFirst("\"dataAsOf\".*", "");
    }

    private static Fared customers(RunningService service) throws InterruptedException {
        List<Long> waited = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Answer>> sent = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ScheduledExecutorService street = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = street.scheduleAtFixedRate(
                    () -> {
                        if (sent.size() == REQUESTS) {
                            return;
                        }
                        long came = System.nanoTime();
                        most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                        sent.add(service.http()
                                .send("GET", "/api/shop-pages/" + (1 + sent.size() % 20), "")
                                .whenComplete((answer, failure) -> {
                                    waiting.decrementAndGet();
                                    waited.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - came));
                                    if (answer == null || answer.status() != 200) {
                                        refused.incrementAndGet();
                                    }
                                }));
                    },
                    0,
                    EVERY_MILLIS,
                    TimeUnit.MILLISECONDS);
            await().atMost(Duration.ofSeconds(60)).until(() -> waited.size() == REQUESTS);
        } finally {
            street.shutdownNow();
        }
        List<Long> sorted = waited.stream().sorted().toList();
        return new Fared(refused.get(), sorted.get(REQUESTS / 2), sorted.get(REQUESTS - 1), most.get());
    }

    private static void print(String what, Fared calls, Fared views) {
        System.out.printf("%-14s %36s %36s%n", what, text(calls), text(views));
    }

    private static String text(Fared fared) {
        return "%d refused, %d ms, at most %d, %d together"
                .formatted(fared.refused(), fared.median(), fared.longest(), fared.together());
    }
}
