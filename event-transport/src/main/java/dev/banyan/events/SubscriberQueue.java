package dev.banyan.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's hand in its queue. What is received stays in its hand for the visibility of {@link QueueSettings}, and while
 * it does, the queue gives nobody a later message of the same group. Calls throw {@link TransportDownException}. Safe for many
 * threads.
 */
public final class SubscriberQueue {

    private static final int LONGEST_REASON = 300;

    private final Queues queues;
    private final String subscriber;

    SubscriberQueue(Queues queues, String subscriber) {
        this.queues = queues;
        this.subscriber = subscriber;
    }

    /** Makes the queues that are missing, and has both follow the settings. */
    public void create() {
        queues.create(subscriber);
    }

    /**
     * At most ten messages, those of a group in order; empty when none came within {@code wait}.
     *
     * @param wait 20 seconds at most
     */
    public List<ReceivedMessage> receive(int most, Duration wait) {
        return queues.onQueue(
                subscriber,
                queue -> queue.receive(
                        most, wait, visibility(), queues.transport().callTimeout()));
    }

    /** The message is done with. */
    public void delete(ReceivedMessage message) {
        queues.onQueue(subscriber, queue -> {
            queue.delete(message);
            return queue;
        });
    }

    /** All are done with, in one call for each ten. One whose visibility was over before stays, and comes again. */
    public void delete(List<ReceivedMessage> messages) {
        queues.onQueue(subscriber, queue -> {
            queue.delete(messages);
            return queue;
        });
    }

    /** Keeps them for another visibility, from now on. */
    public void keep(List<ReceivedMessage> messages) {
        setVisibility(messages, visibility());
    }

    /** Whoever asks next may have them. */
    public void giveBack(List<ReceivedMessage> messages) {
        setVisibility(messages, Duration.ZERO);
    }

    /** Moves it to the dead letters: there first, so that a crash between leaves it in both. */
    public void bury(ReceivedMessage message, @Nullable String reason) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String type = message.attributes().get("type");
        if (type != null) {
            attributes.put("type", type);
        }
        if (reason != null && !reason.isBlank()) {
            attributes.put("reason", printable(reason));
        }
        queues.onDeadLetters(subscriber, dead -> {
            dead.send(message, message.messageId(), attributes);
            return dead;
        });
        delete(message);
    }

    public QueueDepth depth() {
        return queues.depth(subscriber);
    }

    public Duration visibility() {
        return queues.settings().visibility();
    }

    private void setVisibility(List<ReceivedMessage> messages, Duration visibility) {
        queues.onQueue(subscriber, queue -> {
            queue.setVisibility(messages, visibility);
            return queue;
        });
    }

    /** Queues refuse control characters. */
    private static String printable(String reason) {
        String one = reason.replaceAll("[^\\x20-\\x7E]+", " ").strip();
        String text = one.isEmpty() ? "unknown" : one;
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }
}
