package dev.banyan.events;

import java.time.Duration;

/**
 * How the queues of subscribers are made. A subscriber's queue is {@code PREFIX + SUBSCRIBER + .fifo}, its dead letters are
 * in {@code PREFIX + SUBSCRIBER + -dead.fifo}.
 *
 * @param prefix may be empty
 * @param visibility how long a message that was received stays with its receiver, unless that asks for longer
 * @param maxReceives after so many a message goes to the dead letters whatever its receiver says: the net under
 *     receivers that die of a message
 * @param retention how long messages are kept; 14 days is the most
 */
public record QueueSettings(String prefix, Duration visibility, int maxReceives, Duration retention) {

    public static final QueueSettings DEFAULTS =
            new QueueSettings("", Duration.ofSeconds(30), 100, Duration.ofDays(14));

    public QueueSettings {
        if (!prefix.matches("[A-Za-z0-9_-]{0,20}")) {
            throw new IllegalArgumentException("The prefix of queues is '" + prefix
                    + "'; it must be at most 20 letters, digits, hyphens and underscores");
        }
        between("visibility", visibility, Duration.ofSeconds(1), Duration.ofHours(12));
        between("retention", retention, Duration.ofMinutes(1), Duration.ofDays(14));
        if (maxReceives < 1 || maxReceives > 1000) {
            throw new IllegalArgumentException("maxReceives of queues is " + maxReceives + "; it must be 1 to 1000");
        }
    }

    /** The same with another prefix. */
    public QueueSettings prefixed(String newPrefix) {
        return new QueueSettings(newPrefix, visibility, maxReceives, retention);
    }

    String queue(String subscriber) {
        return prefix + named(subscriber) + ".fifo";
    }

    String deadLetterQueue(String subscriber) {
        return prefix + named(subscriber) + "-dead.fifo";
    }

    private static String named(String subscriber) {
        if (!subscriber.matches("[A-Za-z0-9_-]{1,50}")) {
            throw new IllegalArgumentException("A subscriber is named '" + subscriber
                    + "'; it must be at most 50 letters, digits, hyphens and underscores");
        }
        return subscriber;
    }

    private static void between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "The " + name + " of queues is " + value + "; it must be " + least + " to " + most);
        }
    }
}
