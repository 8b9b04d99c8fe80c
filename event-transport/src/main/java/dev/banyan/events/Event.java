package dev.banyan.events;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to one aggregate. The message group is the aggregate, so that its events arrive in order.
 *
 * @param eventId the same however often it is published
 * @param type a word like {@code OrderCreated}
 * @param schemaVersion rises when a field's meaning changes; fields that are only added leave it alone
 * @param aggregateVersion the aggregate's version once it had happened, from 1
 * @param changedAttributes names of what changed, if the publisher says so
 * @param traceId of the request that caused it
 * @param republishId names the republication, if it is one: inboxes let the event pass once more
 * @param attributes the event's facts, a JSON object; empty when whoever wants to know more must ask the source
 */
public record Event(
        String eventId,
        String type,
        int schemaVersion,
        String aggregateId,
        long aggregateVersion,
        Instant occurredAt,
        List<String> changedAttributes,
        @Nullable String traceId,
        @Nullable String republishId,
        JsonNode attributes) {

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,60}");
    private static final Pattern GROUP = Pattern.compile("[\\x21-\\x7E]{1,120}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,79}");

    public Event {
        matches("eventId", eventId, ID, "1 to 60 visible ASCII characters");
        matches("type", type, TYPE, "a word of at most 80 letters and digits");
        atLeastOne("schemaVersion", schemaVersion);
        matches("aggregateId", aggregateId, GROUP, "1 to 120 visible ASCII characters");
        atLeastOne("aggregateVersion", aggregateVersion);
        changedAttributes = List.copyOf(changedAttributes);
        if (republishId != null) {
            matches("republishId", republishId, ID, "1 to 60 visible ASCII characters");
        }
        if (!attributes.isObject()) {
            throw new BadEventException("An event's attributes must be a JSON object; they are " + attributes);
        }
        attributes = attributes.deepCopy();
    }

    /**
     * Reads a message. Fields that this version does not know are ignored.
     *
     * @throws BadEventException with what is missing or wrong
     */
    public static Event parse(String json) {
        return EventJson.read(json);
    }

    public String toJson() {
        return EventJson.write(this);
    }

    /** The same event, once more on purpose. */
    public Event republished(String newRepublishId) {
        return new Event(
                eventId,
                type,
                schemaVersion,
                aggregateId,
                aggregateVersion,
                occurredAt,
                changedAttributes,
                traceId,
                newRepublishId,
                attributes);
    }

    public boolean isRepublished() {
        return republishId != null;
    }

    /** Under which the transport drops repetitions; a republication has one of its own. */
    String deduplicationId() {
        return republishId == null ? eventId : eventId + ":" + republishId;
    }

    private static void matches(String field, String value, Pattern pattern, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw new BadEventException("An event's " + field + " must be " + rule + "; it is '" + value + "'");
        }
    }

    private static void atLeastOne(String field, long value) {
        if (value < 1) {
            throw new BadEventException("An event's " + field + " must be 1 or more; it is " + value);
        }
    }
}
