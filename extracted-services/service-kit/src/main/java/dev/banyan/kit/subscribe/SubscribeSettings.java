package dev.banyan.kit.subscribe;

import dev.banyan.events.QueueSettings;
import dev.banyan.events.TransportSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service as a subscriber ({@code subscribe.*}).
 *
 * @param enabled whether it listens; false for as long as there are no queues
 * @param name of its queue; the service's name unless it is set
 * @param endpoint of a server other than AWS
 * @param anonymous requests are not signed; for a server other than AWS
 * @param callTimeout for one call of the queue
 * @param prefix of all queues
 * @param workers how many events are handled at once; more are taken from the queue when no more than these are ready
 * @param inHand how many messages are taken at most, those that wait to be tried again included; while so many wait for a
 *     source that is down, nothing else is handled
 * @param poll how long to wait for a message in one call; also the longest that a stop waits for it
 * @param visibility how long messages stay with an instance that has died
 * @param attempts after so many failures in a row an event is a dead letter
 * @param backOff before the second attempt; it doubles up to {@code longestBackOff}
 * @param maxReceives after so many the queue itself makes a message a dead letter: for those that kill their receiver
 * @param keepInbox how long handled events are remembered; longer than a queue keeps messages
 */
@ConfigurationProperties(prefix = "subscribe", ignoreUnknownFields = false)
record SubscribeSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable String name,
        @Nullable URI endpoint,
        @DefaultValue("ap-northeast-2") String region,
        @DefaultValue("false") boolean anonymous,
        @DefaultValue("3s") Duration callTimeout,
        @DefaultValue("") String prefix,
        @DefaultValue("8") int workers,
        @DefaultValue("200") int inHand,
        @DefaultValue("5s") Duration poll,
        @DefaultValue("30s") Duration visibility,
        @DefaultValue("5") int attempts,
        @DefaultValue("500ms") Duration backOff,
        @DefaultValue("10s") Duration longestBackOff,
        @DefaultValue("100") int maxReceives,
        @DefaultValue("15d") Duration keepInbox) {

    /** As long as the queues keep messages at most. */
    private static final Duration RETENTION = Duration.ofDays(14);

    SubscribeSettings {
        atLeastOne("subscribe.workers", workers);
        atLeastOne("subscribe.in-hand", inHand);
        atLeastOne("subscribe.attempts", attempts);
        positive("subscribe.back-off", backOff);
        positive("subscribe.longest-back-off", longestBackOff);
        if (poll.isNegative() || poll.compareTo(Duration.ofSeconds(20)) > 0) {
            throw new IllegalArgumentException("subscribe.poll is " + poll + "; it must be 20 seconds at most");
        }
        if (visibility.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException(
                    "subscribe.visibility is " + visibility + "; it must be 3 seconds or more");
        }
        if (keepInbox.compareTo(RETENTION) <= 0) {
            throw new IllegalArgumentException("subscribe.keep-inbox is " + keepInbox
                    + "; it must be longer than queues keep messages, " + RETENTION);
        }
    }

    TransportSettings transport() {
        return new TransportSettings(endpoint, region, anonymous, callTimeout);
    }

    QueueSettings queues() {
        return new QueueSettings(prefix, visibility, maxReceives, RETENTION);
    }

    /** The pause after so many tries in vain, the first being 1. */
    Duration pauseAfter(int tries) {
        Duration pause = backOff.multipliedBy(1L << Math.min(tries - 1, 20));
        return pause.compareTo(longestBackOff) < 0 ? pause : longestBackOff;
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be at least 1");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }
}
