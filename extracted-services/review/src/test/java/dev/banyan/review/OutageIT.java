package dev.banyan.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The service is killed, orders go on being delivered, and it is started again: once as a subscriber, once called directly,
 * with the same time-outs. What it hears of is counted in its own database.
 */
class OutageIT {

    private static final int BEFORE = 100;
    private static final int DURING = 300;
    private static final int AFTER = 100;

    /** As the subscriber's calls. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

    private record Order(long id, long member, long shop) {}

    /** How it went; lost are orders, and backlog is what the queue kept for the service while it was away. */
    private record Outcome(int delivered, long backlog, Set<Long> lost) {}

    @Test
    void whatIsMissedAsASubscriberIsCaughtUpAndWhatIsMissedByCallIsLost() {
        long seed = new Random().nextLong();
        System.out.println("OutageIT seed " + seed);
        List<Order> orders = orders(new Random(seed));

        Outcome events = events(orders);
        Outcome calls = calls(orders);

        System.out.printf("%-22s %10s %10s%n", "", "events", "calls");
        System.out.printf("%-22s %10d %10d%n", "orders delivered", events.delivered(), calls.delivered());
        System.out.printf("%-22s %10d %10d%n", "backlog at the restart", events.backlog(), calls.backlog());
        System.out.printf(
                "%-22s %10d %10d%n",
                "lost to reviews", events.lost().size(), calls.lost().size());
        assertThat(events.backlog()).as("seed %d", seed).isEqualTo(DURING);
        assertThat(events.lost()).as("seed %d", seed).isEmpty();
        assertThat(calls.lost())
                .as("seed %d", seed)
                .containsExactlyElementsOf(orders.subList(BEFORE, BEFORE + DURING).stream()
                        .map(Order::id)
                        .sorted()
                        .toList());
    }

    private static List<Order> orders(Random random) {
        List<Order> orders = new ArrayList<>();
        for (int i = 1; i <= BEFORE + DURING + AFTER; i++) {
            orders.add(new Order(i * 2L, 1 + random.nextInt(50), 1 + random.nextInt(20)));
        }
        return orders;
    }

    private static Outcome events(List<Order> orders) {
        TestDatabase database = TestDatabase.create();
        try (Deliveries deliveries = new Deliveries();
                KillableService service = KillableService.start(
                        ReviewApplication.class,
                        database,
                        deliveries.settings("--orders.urls=http://127.0.0.1:1").toArray(String[]::new))) {
            publish(deliveries, orders.subList(0, BEFORE));
            await().until(() ->
                    known(database).size() == BEFORE && deliveries.depth().isEmpty());

            service.kill();
            publish(deliveries, orders.subList(BEFORE, BEFORE + DURING));
            QueueDepth depth = deliveries.depth();
            // The poll that was under way at the kill may have taken one into a dead hand, which gives it back.
            long backlog = depth.waiting() + depth.inHand();
            assertThat(known(database)).hasSize(BEFORE);
            service.restart();
            publish(deliveries, orders.subList(BEFORE + DURING, orders.size()));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> deliveries.depth().isEmpty());
            assertThat(deliveries.depth().dead()).isZero();
            return new Outcome(orders.size(), backlog, lost(orders, database));
        }
    }

    private static void publish(Deliveries deliveries, List<Order> orders) {
        List<Event> events = orders.stream()
                .map(order -> Deliveries.delivered(order.id(), order.member(), order.shop()))
                .toList();
        deliveries.publish(events);
    }

    private static Outcome calls(List<Order> orders) {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(
                ReviewApplication.class, database, "--deliveries.mode=api", "--orders.urls=http://127.0.0.1:1")) {
            call(service, orders.subList(0, BEFORE));
            assertThat(known(database)).hasSize(BEFORE);

            service.kill();
            call(service, orders.subList(BEFORE, BEFORE + DURING));
            service.restart();
            call(service, orders.subList(BEFORE + DURING, orders.size()));

            return new Outcome(orders.size(), 0, lost(orders, database));
        }
    }

    /** As the order service does it: once, for each order that was delivered. */
    private static void call(KillableService service, List<Order> orders) {
        for (Order order : orders) {
            String facts = "{\"shopId\":%d,\"memberId\":%d,\"amount\":9000}".formatted(order.shop(), order.member());
            try {
                service.http()
                        .send("POST", "/api/review-orders/" + order.id() + "/delivered", facts)
                        .orTimeout(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException lost) {
                assertThat(lost).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    private static Set<Long> known(TestDatabase database) {
        return new TreeSet<>(database.sql()
                .sql("SELECT order_id FROM reviewable_order")
                .query(Long.class)
                .list());
    }

    private static Set<Long> lost(List<Order> orders, TestDatabase database) {
        Set<Long> lost = new TreeSet<>(orders.stream().map(Order::id).toList());
        lost.removeAll(known(database));
        return lost;
    }
}
