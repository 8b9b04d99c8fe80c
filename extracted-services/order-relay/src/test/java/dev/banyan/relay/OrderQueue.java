package dev.banyan.relay;

import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The relay's real queue, and the order service's events in it. */
final class OrderQueue implements AutoCloseable {

    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final String SUBSCRIBER = "order-relay";

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "-";
    private final Queues queues =
            Queues.open(SQS.settings(), new QueueSettings(prefix, Duration.ofSeconds(3), 100, Duration.ofDays(1)));
    private final QueuePublisher publisher =
            new QueuePublisher(queues, List.of(new Subscription(SUBSCRIBER, Set.of("OrderCreated", "OrderCancelled"))));

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
                                "--subscribe.longest-back-off=300ms"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    void created(long shop, long order, @Nullable Long member) {
        publish("OrderCreated", 2, shop, order, member);
    }

    void cancelled(long shop, long order, @Nullable Long member) {
        publish("OrderCancelled", 3, shop, order, member);
    }

    private void publish(String type, long version, long shop, long order, @Nullable Long member) {
        ObjectNode facts =
                JsonMapper.shared().createObjectNode().put("shopId", shop).put("amount", 18000);
        if (member != null) {
            facts.put("memberId", member);
        }
        String id = UUID.randomUUID().toString();
        publisher.publish(List.of(new Event(
                id, type, 1, String.valueOf(order), version, Instant.now(), List.of("status"), null, null, facts)));
    }

    QueueDepth depth() {
        return queues.depth(SUBSCRIBER);
    }

    @Override
    public void close() {
        queues.close();
    }
}
