package dev.banyan.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that its subscriber gave up.
 *
 * @param event null when the body is none
 * @param since when it became a dead letter
 * @param reason what the subscriber says; null when it said nothing and the message was received too often
 */
public record DeadLetter(
        String messageId,
        String aggregateId,
        @Nullable Event event,
        String body,
        Instant since,
        @Nullable String reason) {

    static DeadLetter of(ReceivedMessage message) {
        Event event;
        try {
            event = Event.parse(message.body());
        } catch (BadEventException noEvent) {
            event = null;
        }
        return new DeadLetter(
                message.messageId(),
                message.group(),
                event,
                message.body(),
                message.sentAt(),
                message.attributes().get("reason"));
    }

    /** Whether it is called this, as a message or as an event. */
    boolean is(String id) {
        return messageId.equals(id) || (event != null && event.eventId().equals(id));
    }
}
