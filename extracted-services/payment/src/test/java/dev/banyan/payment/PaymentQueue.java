package dev.banyan.payment;

import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The payment service's real queue, and orders that ask through it. */
final class PaymentQueue implements AutoCloseable {

    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final String SUBSCRIBER = "payment";

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "-";
    private final Queues queues =
            Queues.open(SQS.settings(), new QueueSettings(prefix, Duration.ofSeconds(3), 100, Duration.ofDays(1)));
    private final QueuePublisher publisher =
            new QueuePublisher(queues, List.of(new Subscription(SUBSCRIBER, Set.of("OrderPaymentRequested"))));

    /** What switches events on in the service, and makes it quick. */
    String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "--outbox.enabled=true",
                                "--subscribe.enabled=true",
                                "--subscribe.endpoint=" + SQS.endpoint(),
                                "--subscribe.region=elasticmq",
                                "--subscribe.anonymous=true",
                                "--subscribe.prefix=" + prefix,
                                "--subscribe.visibility=3s",
                                "--subscribe.poll=1s",
                                "--subscribe.back-off=100ms",
                                "--subscribe.longest-back-off=500ms"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** An order of member 1 that is to be paid under its own key, as the order service asks. */
    static Event order(long id, String amount) {
        ObjectNode facts = JsonMapper.shared()
                .createObjectNode()
                .put("amount", new BigDecimal(amount))
                .put("shopId", 3)
                .put("memberId", 1)
                .put("method", "CARD")
                .put("idempotencyKey", "ord-" + id);
        return new Event(
                UUID.randomUUID().toString(),
                "OrderPaymentRequested",
                1,
                String.valueOf(id),
                1,
                Instant.now(),
                List.of("status"),
                null,
                null,
                facts);
    }

    void ask(Event event) {
        publisher.publish(List.of(event));
    }

    QueueDepth depth() {
        return queues.depth(SUBSCRIBER);
    }

    /** What was told of the order, in the order in which it was. */
    static List<String> told(JdbcClient sql, long order) {
        return sql.sql("SELECT type FROM outbox WHERE JSON_EXTRACT(attributes, '$.orderId') = ? ORDER BY id")
                .param(order)
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        queues.close();
    }
}
