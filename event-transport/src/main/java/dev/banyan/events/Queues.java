package dev.banyan.events;

import dev.banyan.events.OrderedSending.Outgoing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * The queues of subscribers: one each, and one for its dead letters. A queue that is not there, or no longer, is made when it is
 * needed. Calls throw {@link TransportDownException}. Safe for many threads.
 */
public final class Queues implements AutoCloseable {

    private static final QueueAttributeName[] COUNTS = {
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE
    };

    private final SqsClient sqs;
    private final TransportSettings transport;
    private final QueueSettings settings;
    private final Map<String, Queue> known = new ConcurrentHashMap<>();

    private Queues(SqsClient sqs, TransportSettings transport, QueueSettings settings) {
        this.sqs = sqs;
        this.transport = transport;
        this.settings = settings;
    }

    /** Asks nothing of the server yet. */
    public static Queues open(TransportSettings transport, QueueSettings settings) {
        return new Queues(Aws.sqs(transport), transport, settings);
    }

    /** Makes both queues, or has those that are there follow the settings. */
    public void create(String subscriber) {
        Map<QueueAttributeName, String> attributes = attributes(subscriber);
        onQueue(subscriber, queue -> {
            queue.setAttributes(attributes);
            return queue;
        });
    }

    public QueueDepth depth(String subscriber) {
        Map<QueueAttributeName, String> queue = onQueue(subscriber, found -> found.attributes(COUNTS));
        Map<QueueAttributeName, String> dead = onDeadLetters(subscriber, found -> found.attributes(COUNTS));
        return new QueueDepth(
                count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        + count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    /** What the subscriber itself does with its queue. */
    public SubscriberQueue receiver(String subscriber) {
        settings.queue(subscriber);
        return new SubscriberQueue(this, subscriber);
    }

    public DeadLetters deadLetters(String subscriber) {
        settings.queue(subscriber);
        return new DeadLetters(this, subscriber);
    }

    void send(String subscriber, List<Outgoing> events) {
        onQueue(subscriber, queue -> {
            OrderedSending.send("Queue " + settings.queue(subscriber), events, queue::send);
            return queue;
        });
    }

    /** @throws TransportDownException also when the queue has gone; the next call makes it again */
    <T> T onQueue(String subscriber, Function<Queue, T> work) {
        return on(settings.queue(subscriber), () -> attributes(subscriber), work);
    }

    <T> T onDeadLetters(String subscriber, Function<Queue, T> work) {
        return on(settings.deadLetterQueue(subscriber), this::retention, work);
    }

    TransportSettings transport() {
        return transport;
    }

    QueueSettings settings() {
        return settings;
    }

    private <T> T on(String name, Supplier<Map<QueueAttributeName, String>> attributes, Function<Queue, T> work) {
        try {
            Queue queue = known.get(name);
            return work.apply(queue != null ? queue : findOrMake(name, attributes));
        } catch (TransportDownException down) {
            if (isMissing(down)) {
                known.remove(name);
            }
            throw down;
        }
    }

    private Queue findOrMake(String name, Supplier<Map<QueueAttributeName, String>> attributes) {
        String url;
        try {
            url = find(name);
        } catch (TransportDownException down) {
            if (!isMissing(down)) {
                throw down;
            }
            url = make(name, attributes.get());
        }
        Queue queue = new Queue(sqs, name, url);
        known.put(name, queue);
        return queue;
    }

    private String find(String name) {
        return Aws.call("Queue " + name, () -> sqs.getQueueUrl(request -> request.queueName(name)))
                .queueUrl();
    }

    private String make(String name, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new EnumMap<>(attributes);
        all.put(QueueAttributeName.FIFO_QUEUE, "true");
        try {
            return Aws.call(
                            "Queue " + name,
                            () -> sqs.createQueue(
                                    request -> request.queueName(name).attributes(all)))
                    .queueUrl();
        } catch (TransportDownException down) {
            // Somebody with other settings made it first. The subscriber's own settings come with create().
            if (down.getCause() instanceof QueueNameExistsException) {
                return find(name);
            }
            throw down;
        }
    }

    private Map<QueueAttributeName, String> attributes(String subscriber) {
        String dead = Objects.requireNonNull(
                onDeadLetters(subscriber, queue -> queue.attributes(QueueAttributeName.QUEUE_ARN))
                        .get(QueueAttributeName.QUEUE_ARN));
        Map<QueueAttributeName, String> attributes = retention();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                String.valueOf(settings.visibility().toSeconds()));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":" + settings.maxReceives() + "}");
        return attributes;
    }

    private Map<QueueAttributeName, String> retention() {
        Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
        attributes.put(
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                String.valueOf(settings.retention().toSeconds()));
        return attributes;
    }

    private static boolean isMissing(TransportDownException down) {
        return down.getCause() instanceof QueueDoesNotExistException;
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }

    @Override
    public void close() {
        sqs.close();
    }
}
