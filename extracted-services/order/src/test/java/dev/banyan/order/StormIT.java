package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillableService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many clients have orders do everything, in every order, on a service that is killed and started again. */
class StormIT {

    private static final int CLIENTS = 8;
    private static final int KILLS = 3;
    private static final int ORDERS_BETWEEN_KILLS = 60;
    private static final Map<String, String> FACT_OF = Map.of(
            "accept", "OrderAccepted",
            "dispatch", "OrderDispatched",
            "complete", "OrderDelivered",
            "deliver", "OrderDelivered",
            "cancel", "OrderCancelled");
    private static final List<String> COMMANDS =
            List.of("accept", "accept", "accept", "dispatch", "complete", "deliver", "cancel", "relayed", "settle");

    /** What a client was told. */
    private record Acknowledged(long order, String fact) {}

    private final long seed = Long.getLong("storm.seed", System.nanoTime());
    private final List<Long> orders = new CopyOnWriteArrayList<>();
    private final Map<String, Long> byKey = new ConcurrentHashMap<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    @Test
    void noIllegalMoveNoOrderWithoutItsEventsNoEventWithoutItsOrder() throws Exception {
        System.out.println("StormIT: -Dstorm.seed=" + seed);
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        try (OrderUnderTest world = new OrderUnderTest()) {
            world.payments.answer(this::payment);
            String[] settings = world.settings(
                            "--orders.answer-within=400ms", "--orders.pay-within=2s", "--orders.accept-within=4s")
                    .toArray(String[]::new);
            try (KillableService service = KillableService.start(OrderApplication.class, world.database, settings)) {
                List<Future<Void>> clients = IntStream.range(0, CLIENTS)
                        .mapToObj(number -> pool.submit(client(world, service.http(), number)))
                        .toList();
                for (int kill = 0; kill < KILLS; kill++) {
                    int enough = orders.size() + ORDERS_BETWEEN_KILLS;
                    await().atMost(Duration.ofMinutes(2)).until(() -> orders.size() >= enough);
                    service.restart();
                }
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() ->
                                assertThat(Journal.read(world.sql).steps()).containsAll(Journal.legalSteps()));
                running = false;
                for (Future<Void> client : clients) {
                    client.get();
                }
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(open(world)).isZero());
            }
            check(world);
        } finally {
            pool.shutdownNow();
        }
    }

    private void check(OrderUnderTest world) {
        Journal journal = Journal.read(world.sql);
        journal.check();
        assertThat(surprises).isEmpty();
        assertThat(journal.size()).isGreaterThanOrEqualTo(byKey.size());
        assertThat(acknowledged)
                .allSatisfy(said -> assertThat(journal.types(said.order()))
                        .as("order %d", said.order())
                        .contains(said.fact()));
        assertThat(world.sql
                        .sql("SELECT COUNT(*) FROM order_process p JOIN customer_order o ON o.id = p.order_id"
                                + " WHERE o.status = 'CANCELLED' AND p.payment_state = 'APPROVED'")
                        .query(Long.class)
                        .single())
                .as("cancelled and not refunded")
                .isZero();
        world.sql
                .sql("DELETE FROM outbox ORDER BY aggregate_version DESC LIMIT 1")
                .update();
        assertThatThrownBy(() -> Journal.read(world.sql).check())
                .as("the check itself, when an event is missing")
                .isInstanceOf(AssertionError.class);
        System.out.println("StormIT: " + journal.size() + " orders, " + acknowledged.size() + " commands acknowledged");
    }

    /** Deadlines that are left, and orders that wait for something. */
    private static long open(OrderUnderTest world) {
        return world.sql
                .sql("SELECT (SELECT COUNT(*) FROM deadline)"
                        + " + (SELECT COUNT(*) FROM customer_order WHERE status IN ('PENDING_PAYMENT', 'CREATED'))")
                .query(Long.class)
                .single();
    }

    /** The same of an order whenever it is asked, so that a payment asked for twice is answered alike. */
    private TestPayments.Answer payment(long order) {
        return switch (new Random(seed ^ (order * 0x9E3779B97F4A7C15L)).nextInt(10)) {
            case 0 -> TestPayments.Answer.FAILED;
            case 1, 2 -> TestPayments.Answer.NONE;
            case 3 -> TestPayments.Answer.APPROVED_TWICE;
            default -> TestPayments.Answer.APPROVED;
        };
    }

    private Callable<Void> client(OrderUnderTest world, Client client, int number) {
        return () -> {
            Random random = new Random(seed + number);
            for (int i = 0; running; i++) {
                try {
                    if (random.nextInt(8) == 0 || orders.isEmpty()) {
                        place(client, "storm-" + number + "-" + i);
                    } else if (random.nextInt(20) == 0) {
                        again(client, random);
                    } else {
                        command(world, client, random);
                    }
                } catch (CompletionException unreachable) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            }
            return null;
        };
    }

    private void place(Client client, String key) {
        for (int attempt = 0; attempt < 100 && running; attempt++) {
            try {
                placed(key, post(client, key));
                return;
            } catch (CompletionException killed) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private void again(Client client, Random random) {
        List<String> keys = List.copyOf(byKey.keySet());
        if (!keys.isEmpty()) {
            String key = keys.get(random.nextInt(keys.size()));
            placed(key, post(client, key));
        }
    }

    private static Answer post(Client client, String key) {
        return client.post("/api/orders", OrderUnderTest.chicken(), "X-Member-Id", "1", "Idempotency-Key", key);
    }

    private void placed(String key, Answer answer) {
        switch (answer.status()) {
            case 200, 201, 202 -> {
                long order = answer.json().get("id").longValue();
                Long before = byKey.put(key, order);
                if (before == null) {
                    orders.add(order);
                } else if (before != order) {
                    surprises.add("Key " + key + " placed " + before + " and " + order);
                }
            }
            case 402, 503 -> {}
            default -> surprises.add("Placing was answered " + answer.status() + " " + answer.text());
        }
    }

    private void command(OrderUnderTest world, Client client, Random random) {
        // Mostly young orders, for old ones have come to their end.
        int from = Math.max(0, orders.size() - 20);
        long order = orders.get(from + random.nextInt(orders.size() - from));
        if (random.nextInt(10) == 0) {
            if (random.nextBoolean()) {
                world.payments.acknowledgeRelay(order);
            } else {
                world.payments.approve(order);
            }
            return;
        }
        String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        String by = List.of("CUSTOMER", "SHOP", "ADMIN").get(random.nextInt(3));
        Answer answer =
                client.post("/api/orders/" + order + "/" + command, "{\"by\":\"" + by + "\"}", "X-Member-Id", "1");
        if (answer.status() == 200 && FACT_OF.containsKey(command)) {
            acknowledged.add(new Acknowledged(order, FACT_OF.get(command)));
        } else if (answer.status() != 200 && answer.status() != 409 && answer.status() != 503) {
            surprises.add(command + " was answered " + answer.status() + " " + answer.text());
        }
    }
}
