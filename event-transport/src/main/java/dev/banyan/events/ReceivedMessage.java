package dev.banyan.events;

import java.time.Instant;
import java.util.Map;

/**
 * A message in the hand of a receiver.
 *
 * @param messageId the same whenever it is received
 * @param receipt by which this receiver may delete it
 * @param group whose order it belongs to
 * @param body unread: it may be no event
 * @param receives how often it has been received, this time included
 * @param attributes beside the body: {@code type}; {@code reason} in the dead letters
 */
public record ReceivedMessage(
        String messageId,
        String receipt,
        String group,
        String body,
        int receives,
        Instant sentAt,
        Map<String, String> attributes) {

    public ReceivedMessage {
        attributes = Map.copyOf(attributes);
    }
}
