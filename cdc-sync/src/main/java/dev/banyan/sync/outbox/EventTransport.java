package dev.banyan.sync.outbox;

import dev.banyan.control.config.EventSettings;
import dev.banyan.events.Event;
import dev.banyan.events.Publisher;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.SnsPublisher;
import dev.banyan.events.Subscription;
import dev.banyan.events.Topics;
import dev.banyan.events.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the events of an outbox go: to its SNS topic, or without one straight to the queues of the subscribers. */
public final class EventTransport {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private EventTransport() {}

    public static Publisher publisher(EventSettings events, String phase) {
        TransportSettings settings =
                new TransportSettings(events.endpoint(), events.region(), events.unsigned(), CALL_TIMEOUT);
        String topic = events.topics().get(phase);
        if (topic != null) {
            return new SnsPublisher(settings, new Topics(topic, Map.of()));
        }
        List<Subscription> subscriptions = events.subscribers().entrySet().stream()
                .map(subscriber -> new Subscription(subscriber.getKey(), subscriber.getValue()))
                .toList();
        Queues queues = Queues.open(settings, QueueSettings.DEFAULTS.prefixed(events.prefix()));
        QueuePublisher publisher = new QueuePublisher(queues, subscriptions);
        return new Publisher() {
            @Override
            public void publish(List<Event> inCommitOrder) {
                publisher.publish(inCommitOrder);
            }

            @Override
            public void close() {
                queues.close();
            }
        };
    }
}
