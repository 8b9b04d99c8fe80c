package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.stream.Streams;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Many clients have orders do everything, while every process dies. {@code -Dcrash.seed=N} plays a run again, as far as a machine does
 * the same twice; {@code -Dcrash.seconds=N} goes on dying for so long.
 */
class OrdersUnderCrashesIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Set<String> ON_THE_WAY =
            Set.of("PENDING_PAYMENT", "CREATED", "RELAYED", "ACCEPTED", "DELIVERING");

    /** Orders that stand somewhere on their way go on in one of these ways each, in turns; what an order can't do any more it refuses. */
    private static final List<List<String>> WAYS = List.of(
            List.of("accept", "cancel"),
            List.of("accept", "dispatch", "cancel"),
            List.of("accept", "dispatch", "complete"),
            List.of("cancel"),
            List.of("accept", "deliver"));

    private final long seed = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);
    private final Duration more = Duration.ofSeconds(Long.getLong("crash.seconds", 0));
    private final Instant began = Instant.now();

    @Test
    void noMoveNoEventAndNoMoneyIsLostWhoeverDies() throws Exception {
        System.out.println("OrdersUnderCrashesIT: -Dcrash.seed=" + seed + " -Dcrash.seconds=" + more.toSeconds());
        try (OrderSite site = OrderSite.start("orders-under-crashes")) {
            say("all is up");
            OrderCustomers customers = OrderCustomers.start(site, seed);
            try (customers) {
                await().atMost(LONG).until(() -> customers.placed().size() > 10);
                crash(new Crashes(site, seed));
            }
            say("customers have left");
            awaitQuiet(site);
            OrderBooks before = OrderBooks.read(site);
            before.checkMoves();
            assertThat(before.notReviewable())
                    .as("deliveries that went with the queues")
                    .isNotEmpty();
            assertThat(before.notSettled())
                    .as("deliveries that went with the queues")
                    .isNotEmpty();
            say("lost with the queues: " + before.notReviewable().size() + " of " + before.size() + " orders");

            OrderSite.OUTBOXES.forEach(outbox -> site.must("events", "republish", outbox));

            awaitQuiet(site);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(OrderBooks.read(site).standingAt(Set.of("PENDING_PAYMENT", "CREATED")))
                                    .as("orders that nobody brought on")
                                    .isEmpty());
            say("republished");
            goOnBeforeTheRelay(site, customers);
            takeEachWay(site, customers);
            bringToTheirEnd(site, customers);
            check(site, customers);
        }
        say("checked");
    }

    private void crash(Crashes crashes) {
        List<Runnable> rounds = new ArrayList<>(List.of(
                () -> crashes.some(List.of("payment-service", "sync")),
                crashes::loss,
                () -> crashes.some(List.of("order-service", "order-relay-service"))));
        Collections.shuffle(rounds, new Random(seed));
        for (Runnable round : rounds) {
            round.run();
            say("died: " + crashes.killed());
        }
        Instant end = Instant.now().plus(more);
        while (Instant.now().isBefore(end)) {
            crashes.some();
        }
        assertThat(crashes.killed()).containsExactlyInAnyOrderElementsOf(OrderSite.PROCESSES);
        assertThat(crashes.paused()).isNotEmpty();
    }

    /**
     * Nothing is in a queue or under way, and no outbox has more to tell. That takes its time: an order that nobody accepts is offered for
     * a minute, and what went with the queues is noticed by time-outs of its own.
     */
    private static void awaitQuiet(OrderSite site) {
        await().atMost(LONG.multipliedBy(2))
                .pollInterval(Duration.ofMillis(300))
                .during(Duration.ofMillis(OrderSite.SMALL_LAG_MILLIS + 500))
                .untilAsserted(() -> assertThat(underWay(site)).isEmpty());
    }

    /** What is, in words. */
    private static List<String> underWay(OrderSite site) throws SQLException {
        long work = site.number("SELECT (SELECT COUNT(*) FROM orders.deadline WHERE kind <> 'ACCEPTANCE')"
                + " + (SELECT COUNT(*) FROM payment.payment WHERE status = 'PENDING')"
                + " + (SELECT COUNT(*) FROM order_relay.delivery WHERE step IN ('OFFER', 'ASK', 'ACCEPT', 'REPORT'))");
        List<String> found = new ArrayList<>();
        if (work > 0) {
            found.add(work + " deadlines, payments or deliveries");
        }
        JsonNode backlog = site.backlog();
        if (backlog.path("backlog").asLong() > 0) {
            found.add("backlog: " + backlog);
        }
        if (!site.published()) {
            found.add("streams: " + new Streams(site.store()).list());
        }
        return found;
    }

    /** Two more orders that are accepted and cancelled before a device has them; the relay is away meanwhile. */
    private static void goOnBeforeTheRelay(OrderSite site, OrderCustomers customers) {
        site.stack().kill("order-relay-service");
        long accepted = customers.order("accepted-early");
        long cancelled = customers.order("cancelled-early");
        await().atMost(LONG)
                .until(() ->
                        OrderBooks.read(site).standingAt(Set.of("CREATED")).containsAll(List.of(accepted, cancelled)));
        customers.command(accepted, "accept", "SHOP");
        customers.command(cancelled, "cancel", "ADMIN");
        site.stack().start(List.of("order-relay-service"), StackListener.SILENT);
    }

    /** One more order for each way, so that no legal step is left to chance; those left over may be past them. */
    private static void takeEachWay(OrderSite site, OrderCustomers customers) {
        List<Long> orders = IntStream.range(0, WAYS.size())
                .mapToObj(way -> customers.order("way-" + way))
                .toList();
        await().atMost(LONG)
                .until(() -> OrderBooks.read(site).standingAt(Set.of("RELAYED")).containsAll(orders));
        go(orders, customers);
    }

    private static void bringToTheirEnd(OrderSite site, OrderCustomers customers) throws SQLException {
        go(List.copyOf(OrderBooks.read(site).standingAt(ON_THE_WAY)), customers);
        awaitQuiet(site);
    }

    private static void go(List<Long> orders, OrderCustomers customers) {
        for (int i = 0; i < orders.size(); i++) {
            for (String command : WAYS.get(i % WAYS.size())) {
                customers.command(orders.get(i), command, command.equals("cancel") ? "ADMIN" : "SHOP");
            }
        }
    }

    private static void check(OrderSite site, OrderCustomers customers) throws SQLException {
        OrderBooks books = OrderBooks.read(site);
        assertThat(customers.complaints()).isEmpty();
        assertThat(books.standingAt(ON_THE_WAY)).isEmpty();
        books.checkMoves();
        books.checkPromises(customers.placed(), customers.acknowledged());
        books.checkViews();
        books.checkMoney();
        assertThat(books.steps()).as("steps that orders made").containsAll(OrderBooks.legalSteps());
        site.backlog()
                .path("queues")
                .forEach(queue -> assertThat(queue.path("dead").asLong())
                        .as("dead letters of %s", queue.path("subscriber"))
                        .isZero());
    }

    private void say(String what) {
        System.out.println("OrdersUnderCrashesIT: "
                + Duration.between(began, Instant.now()).toSeconds() + " s: " + what);
    }
}
