package dev.banyan.order;

import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order service with a real database and a real queue, and stand-ins for all others. */
final class OrderUnderTest implements AutoCloseable {

    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();
    final City city = new City();
    final TestPayments payments;

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "-";
    private @Nullable RunningService service;

    /** All but the service itself. */
    OrderUnderTest() {
        payments = new TestPayments(sql, SQS, prefix);
    }

    static OrderUnderTest start(String... settings) {
        OrderUnderTest test = new OrderUnderTest();
        test.service = RunningService.start(
                OrderApplication.class, test.database, test.settings(settings).toArray(String[]::new));
        return test;
    }

    /** What every instance is started with: everything is quick, unless told otherwise. */
    List<String> settings(String... more) {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--catalogue.shops=" + city.url(),
                                "--catalogue.menus=" + city.url(),
                                "--catalogue.members=" + city.url(),
                                "--catalogue.answer-timeout=5s",
                                "--payments.urls=" + city.url(),
                                "--payments.call-timeout=1s",
                                "--timer.poll=50ms",
                                "--timer.lease=4s",
                                "--timer.longest-pause=1s",
                                "--orders.answer-within=5s",
                                "--subscribe.endpoint=" + SQS.endpoint(),
                                "--subscribe.region=elasticmq",
                                "--subscribe.anonymous=true",
                                "--subscribe.prefix=" + prefix,
                                "--subscribe.visibility=3s",
                                "--subscribe.poll=1s"),
                        Stream.of(more))
                .forEach(setting -> settings.put(setting.replaceFirst("=.*", ""), setting));
        return List.copyOf(settings.values());
    }

    Client http() {
        if (service == null) {
            throw new IllegalStateException("The service was not started");
        }
        return service.http();
    }

    Answer place(long member, String key, String body) {
        return placeAsync(member, key, body).join();
    }

    CompletableFuture<Answer> placeAsync(long member, String key, String body) {
        return http().send("POST", "/api/orders", body, "X-Member-Id", String.valueOf(member), "Idempotency-Key", key);
    }

    /** One menu 11 of the open shop. */
    static String chicken() {
        return "{\"shopId\":1,\"items\":[{\"menuId\":11,\"qty\":1}],\"method\":\"CARD\"}";
    }

    /** A paid order of member 1. */
    long order() {
        Answer placed = place(1, UUID.randomUUID().toString(), chicken());
        if (placed.status() != 201) {
            throw new AssertionError("Not placed: " + placed.status() + " " + placed.text());
        }
        return placed.json().get("id").longValue();
    }

    Answer command(long order, String command) {
        return commandAsync(order, command, "{}").join();
    }

    CompletableFuture<Answer> commandAsync(long order, String command, String body) {
        return http().send("POST", "/api/orders/" + order + "/" + command, body, "X-Member-Id", "1");
    }

    String status(long order) {
        return http().get("/api/orders/" + order).json().get("status").stringValue();
    }

    /** The types of what was told of the order, by version. */
    List<String> facts(long order) {
        return sql.sql("SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version")
                .param(String.valueOf(order))
                .query(String.class)
                .list();
    }

    /** Stops the service gracefully; all others stay. */
    void stop() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    @Override
    public void close() {
        stop();
        payments.close();
        city.close();
    }
}
