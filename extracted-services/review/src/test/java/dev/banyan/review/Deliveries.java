package dev.banyan.review;

import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What orders tell of their deliveries, and the queue that keeps it. */
final class Deliveries implements AutoCloseable {

    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "-";
    private final Queues queues =
            Queues.open(SQS.settings(), new QueueSettings(prefix, Duration.ofSeconds(3), 100, Duration.ofDays(1)));
    private final QueuePublisher publisher =
            new QueuePublisher(queues, List.of(new Subscription("review", Set.of("OrderDelivered"))));

    /** The subscriber's settings, and more. */
    List<String> settings(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--subscribe.endpoint=" + SQS.endpoint(),
                "--subscribe.region=elasticmq",
                "--subscribe.anonymous=true",
                "--subscribe.prefix=" + prefix,
                "--subscribe.visibility=3s",
                "--subscribe.poll=1s",
                "--subscribe.attempts=2",
                "--subscribe.back-off=50ms"));
        all.addAll(List.of(more));
        return all;
    }

    static Event delivered(long order, @Nullable Long member, long shop) {
        ObjectNode facts = JsonMapper.shared()
                .createObjectNode()
                .put("shopId", shop)
                .put("memberId", member)
                .put("amount", 9000);
        return event(String.valueOf(order), facts);
    }

    static Event event(String aggregate, ObjectNode facts) {
        String id = UUID.randomUUID().toString();
        return new Event(id, "OrderDelivered", 1, aggregate, 5, Instant.now(), List.of("status"), null, null, facts);
    }

    void publish(List<Event> events) {
        publisher.publish(events);
    }

    QueueDepth depth() {
        return queues.depth("review");
    }

    @Override
    public void close() {
        queues.close();
    }
}
