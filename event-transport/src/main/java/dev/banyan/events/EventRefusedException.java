package dev.banyan.events;

/**
 * The transport can never accept this event; no later event of its aggregate was sent. Events of other aggregates may have
 * been: what is left is published by calling again without this one.
 */
public final class EventRefusedException extends RuntimeException {

    private final transient Event event;

    EventRefusedException(Event event, String reason) {
        super("Event " + event.eventId() + " (" + event.type() + " of " + event.aggregateId() + ") can't be published: "
                + reason);
        this.event = event;
    }

    public Event event() {
        return event;
    }
}
