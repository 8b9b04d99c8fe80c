package dev.banyan.bench.orders;

import dev.banyan.events.Event;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.SubscriberQueue;
import dev.banyan.events.Subscription;
import dev.banyan.events.TransportSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A payment service that approves at once whatever orders ask for, and keeps nothing. */
final class Payments implements AutoCloseable {
    private final Queues queues;
    private final QueuePublisher publisher;
    private final Thread thread = new Thread(this::pay, "payments");
    private volatile boolean running = true;

    /** @param endpoint of the queues */
    Payments(URI endpoint) {
        queues = Queues.open(
                new TransportSettings(endpoint, "elasticmq", true, Duration.ofSeconds(3)), QueueSettings.DEFAULTS);
        publisher = new QueuePublisher(queues, List.of(new Subscription("order", Set.of("PaymentApproved"))));
    }

    /** From now on orders are paid. */
    void open() {
        thread.start();
    }

    private void pay() {
        SubscriberQueue queue = queues.receiver("payment");
        queue.create();
        while (running) {
            List<ReceivedMessage> asked = queue.receive(10, Duration.ofSeconds(1));
            publisher.publish(asked.stream().map(Payments::approved).toList());
            queue.delete(asked);
        }
    }

    private static Event approved(ReceivedMessage message) {
        Event asked = Event.parse(message.body());
        ObjectNode facts = (ObjectNode) asked.attributes().deepCopy();
        facts.put("orderId", Long.parseLong(asked.aggregateId()));
        return new Event(
                UUID.randomUUID().toString(),
                "PaymentApproved",
                1,
                asked.aggregateId(),
                1,
                Instant.now(),
                List.of("status"),
                null,
                null,
                facts);
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queues.close();
    }
}
