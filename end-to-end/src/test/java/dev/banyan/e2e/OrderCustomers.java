package dev.banyan.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers and shops who place orders and command them in every order, more than once and at once, and note what they were told. */
final class OrderCustomers implements AutoCloseable {
    private static final int CLIENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int YOUNG = 25;
    private static final int PAID = 11;
    private static final int DECLINED = 12;
    private static final int LATE = 13;

    /** What a service says that can't tell now, or not yet. */
    private static final Set<Integer> LATER = Set.of(503, 409);

    private static final Map<String, String> FACT_OF = Map.of(
            "accept", "OrderAccepted",
            "dispatch", "OrderDispatched",
            "complete", "OrderDelivered",
            "deliver", "OrderDelivered",
            "cancel", "OrderCancelled");
    private static final List<String> COMMANDS =
            List.of("accept", "accept", "accept", "dispatch", "complete", "deliver", "deliver", "cancel", "settle");

    /** What somebody was told. */
    record Acknowledged(long order, String fact) {}

    private final URI orders;
    private final URI relay;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CLIENTS);
    private final List<Long> placed = new CopyOnWriteArrayList<>();
    private final Map<String, Long> byKey = new ConcurrentHashMap<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    private OrderCustomers(OrderSite site) {
        orders = site.address("order-service");
        relay = site.address("order-relay-service");
    }

    static OrderCustomers start(OrderSite site, long seed) {
        OrderCustomers customers = new OrderCustomers(site);
        for (int client = 1; client <= CLIENTS; client++) {
            Visits visits = customers.new Visits(client, new Random(seed + client));
            var unused = customers.threads.scheduleWithFixedDelay(visits, 0, 150, TimeUnit.MILLISECONDS);
        }
        return customers;
    }

    /** Orders that somebody was told of. */
    List<Long> placed() {
        return List.copyOf(placed);
    }

    Queue<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** What they were told and should not have been. */
    Queue<String> complaints() {
        return complaints;
    }

    /** Orders, and pays, while everything runs. */
    long order(String key) {
        note(key, post(key, PAID));
        return Objects.requireNonNull(byKey.get(key), "no order of " + key);
    }

    /** Has an order obey, for its member or shop; a 409 says that it can't, and a 503 that it is to be asked again. */
    int command(long order, String command, String by) {
        int status = send(request(orders, "/api/orders/" + order + "/" + command, "{\"by\":\"" + by + "\"}"))
                .join()
                .statusCode();
        if (status == 200 && FACT_OF.containsKey(command)) {
            acknowledged.add(new Acknowledged(order, FACT_OF.get(command)));
        } else if (status != 200 && !LATER.contains(status)) {
            complaints.add(command + " of order " + order + " was answered " + status);
        }
        return status;
    }

    /** One client's; it waits for each answer. */
    private final class Visits implements Runnable {
        private final int client;
        private final Random random;
        private int number;

        Visits(int client, Random random) {
            this.client = client;
            this.random = random;
        }

        @Override
        public void run() {
            try {
                int what = random.nextInt(20);
                if (what < 5 || placed.isEmpty()) {
                    place("crash-" + client + "-" + ++number);
                } else if (what == 5) {
                    again();
                } else if (what == 6) {
                    race(young());
                } else if (what == 7) {
                    acceptAtTheRelay(young());
                } else {
                    command(
                            young(),
                            COMMANDS.get(random.nextInt(COMMANDS.size())),
                            List.of("CUSTOMER", "SHOP", "ADMIN").get(random.nextInt(3)));
                }
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof IOException)) {
                    complaints.add("client " + client + ": " + e);
                }
            } catch (RuntimeException e) {
                complaints.add("client " + client + ": " + e);
            }
        }

        /** Mostly young orders, for old ones have come to their end. */
        private long young() {
            List<Long> all = placed();
            int from = Math.max(0, all.size() - YOUNG);
            return all.get(from + random.nextInt(all.size() - from));
        }

        private void place(String key) {
            unanswered.add(key);
            HttpResponse<String> answer = post(key);
            unanswered.remove(key);
            note(key, answer);
        }

        /** A customer who was told nothing asks with the same key, and so does one who was told. */
        private void again() {
            String key = unanswered.peek();
            if (key == null) {
                List<String> keys = List.copyOf(byKey.keySet());
                if (keys.isEmpty()) {
                    return;
                }
                key = keys.get(random.nextInt(keys.size()));
            }
            HttpResponse<String> answer = post(key);
            unanswered.remove(key);
            note(key, answer);
        }

        private HttpResponse<String> post(String key) {
            int what = Math.floorMod(key.hashCode(), 10);
            return OrderCustomers.this.post(key, what == 0 ? DECLINED : what == 1 ? LATE : PAID);
        }
    }

    private HttpResponse<String> post(String key, int menu) {
        return send(HttpRequest.newBuilder(orders.resolve("/api/orders"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("X-Member-Id", "1")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(
                                "{\"shopId\":1,\"items\":[{\"menuId\":" + menu + ",\"qty\":1}],\"method\":\"CARD\"}"))
                        .build())
                .join();
    }

    private void note(String key, HttpResponse<String> answer) {
        switch (answer.statusCode()) {
            case 200, 201, 202 -> {
                JsonNode order = JsonMapper.shared().readTree(answer.body());
                Long before = byKey.putIfAbsent(key, order.path("id").asLong());
                if (before == null) {
                    placed.add(order.path("id").asLong());
                } else if (before != order.path("id").asLong()) {
                    complaints.add("Key " + key + " placed " + before + " and " + order.path("id"));
                }
            }
            case 402, 503 -> {}
            default -> complaints.add("Placing " + key + " was answered " + answer.statusCode() + " " + answer.body());
        }
    }

    /** A shop accepts while its customer cancels: one of them is told no, or something went wrong for both. */
    private void race(long order) {
        CompletableFuture<HttpResponse<String>> accept =
                send(request(orders, "/api/orders/" + order + "/accept", "{}"));
        CompletableFuture<HttpResponse<String>> cancel =
                send(request(orders, "/api/orders/" + order + "/cancel", "{\"by\":\"CUSTOMER\"}"));
        int accepted = accept.handle((answer, failed) -> answer == null ? 0 : answer.statusCode())
                .join();
        int cancelled = cancel.handle((answer, failed) -> answer == null ? 0 : answer.statusCode())
                .join();
        if (accepted == 200) {
            acknowledged.add(new Acknowledged(order, "OrderAccepted"));
        }
        if (cancelled == 200) {
            acknowledged.add(new Acknowledged(order, "OrderCancelled"));
        }
        if (accepted == 200 && cancelled == 200) {
            complaints.add("Order " + order + " was accepted, and cancelled by its customer");
        }
    }

    private void acceptAtTheRelay(long order) {
        int status = send(request(relay, "/api/relay/shops/1/orders/" + order + "/accept", "{\"deviceId\":2}"))
                .join()
                .statusCode();
        if (status != 200 && status != 404 && status != 409 && status != 503) {
            complaints.add("The relay's acceptance of order " + order + " was answered " + status);
        }
    }

    private static HttpRequest request(URI base, String path, String body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Member-Id", "1")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** Returns when the last request has been answered, or given up. */
    @Override
    public void close() {
        threads.shutdown();
        await().atMost(Duration.ofSeconds(30)).until(threads::isTerminated);
    }
}
