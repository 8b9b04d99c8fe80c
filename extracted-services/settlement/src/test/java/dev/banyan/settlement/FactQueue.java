package dev.banyan.settlement;

import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The queue of settlement, and the side of those who publish into it. */
final class FactQueue implements AutoCloseable {

    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final String SUBSCRIBER = "settlement";

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "-";
    private final Queues queues =
            Queues.open(SQS.settings(), new QueueSettings(prefix, Duration.ofSeconds(3), 100, Duration.ofDays(14)));
    private final QueuePublisher publisher = new QueuePublisher(
            queues, List.of(new Subscription(SUBSCRIBER, Set.of("OrderDelivered", "PaymentCancelled"))));

    /** With these the service listens, and says what it closed. */
    String[] settings() {
        return new String[] {
            "--subscribe.enabled=true",
            "--subscribe.endpoint=" + SQS.endpoint(),
            "--subscribe.region=elasticmq",
            "--subscribe.anonymous=true",
            "--subscribe.prefix=" + prefix,
            "--subscribe.visibility=3s",
            "--subscribe.poll=1s",
            "--subscribe.attempts=2",
            "--outbox.enabled=true"
        };
    }

    void publish(Event... events) {
        publish(List.of(events));
    }

    void publish(List<Event> events) {
        publisher.publish(events);
    }

    QueueDepth depth() {
        return queues.depth(SUBSCRIBER);
    }

    void awaitEmpty() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> depth().isEmpty());
    }

    static Event delivered(long order, long shop, long amount, String day) {
        ObjectNode facts = JsonMapper.shared()
                .createObjectNode()
                .put("shopId", shop)
                .put("memberId", 1)
                .put("amount", amount)
                .put("placedAt", day + "T19:30:00");
        // Delivered on the day after it was placed.
        return event("OrderDelivered", order, LocalDate.parse(day).plusDays(1), facts);
    }

    static Event refunded(long payment, long order, long amount, String day) {
        ObjectNode facts = JsonMapper.shared()
                .createObjectNode()
                .put("orderId", order)
                .put("memberId", 1)
                .put("amount", amount);
        return event("PaymentCancelled", payment, LocalDate.parse(day), facts);
    }

    /** At a quarter past eight in the evening, local time. */
    static Event event(String type, long aggregate, LocalDate day, ObjectNode facts) {
        Instant at = day.atTime(20, 15).atZone(ZoneId.systemDefault()).toInstant();
        return new Event(
                UUID.randomUUID().toString(),
                type,
                1,
                String.valueOf(aggregate),
                5,
                at,
                List.of("status"),
                null,
                null,
                facts);
    }

    @Override
    public void close() {
        publisher.close();
        queues.close();
    }
}
