package dev.banyan.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The envelope as text. Written in ASCII only, for queues refuse some characters that JSON allows. */
final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private EventJson() {}

    static Event read(String text) {
        JsonNode json = parse(text);
        return new Event(
                text(json, "eventId"),
                text(json, "type"),
                (int) number(json, "schemaVersion", Integer.MAX_VALUE),
                text(json, "aggregateId"),
                number(json, "aggregateVersion", Long.MAX_VALUE),
                time(json, "occurredAt"),
                names(json, "changedAttributes"),
                textOrNull(json, "traceId"),
                textOrNull(json, "republishId"),
                json.hasNonNull("attributes") ? json.get("attributes") : JSON.createObjectNode());
    }

    static String write(Event event) {
        ObjectNode json = JSON.createObjectNode();
        json.put("eventId", event.eventId());
        json.put("type", event.type());
        json.put("schemaVersion", event.schemaVersion());
        json.put("aggregateId", event.aggregateId());
        json.put("aggregateVersion", event.aggregateVersion());
        json.put("occurredAt", event.occurredAt().toString());
        event.changedAttributes().forEach(json.putArray("changedAttributes")::add);
        if (event.traceId() != null) {
            json.put("traceId", event.traceId());
        }
        if (event.republishId() != null) {
            json.put("republishId", event.republishId());
        }
        json.set("attributes", event.attributes());
        return JSON.writeValueAsString(json);
    }

    private static JsonNode parse(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException unreadable) {
            throw new BadEventException("A message is no JSON: " + unreadable.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw new BadEventException("A message must be a JSON object; it is " + json.getNodeType());
        }
        if (json.has("TopicArn") && json.has("Message")) {
            throw new BadEventException("A message is wrapped by SNS."
                    + " Set RawMessageDelivery=true on the subscription of the queue to its topic");
        }
        return json;
    }

    private static String text(JsonNode json, String field) {
        String text = textOrNull(json, field);
        if (text == null) {
            throw wrong(field, "text", json.get(field));
        }
        return text;
    }

    private static @Nullable String textOrNull(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(field, "text", value);
        }
        return value.stringValue();
    }

    private static long number(JsonNode json, String field, long max) {
        JsonNode value = json.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() > max) {
            throw wrong(field, "a whole number", value);
        }
        return value.longValue();
    }

    private static Instant time(JsonNode json, String field) {
        String text = text(json, field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw wrong(field, "a time like 2018-11-01T12:00:00Z", json.get(field));
        }
    }

    private static List<String> names(JsonNode json, String field) {
        JsonNode value = json.get(field);
        List<String> names = new ArrayList<>();
        if (value == null || value.isNull()) {
            return names;
        }
        if (!value.isArray()) {
            throw wrong(field, "a list of names", value);
        }
        for (JsonNode name : value) {
            if (!name.isString()) {
                throw wrong(field, "a list of names", value);
            }
            names.add(name.stringValue());
        }
        return names;
    }

    private static BadEventException wrong(String field, String expected, @Nullable JsonNode value) {
        return new BadEventException("An event's " + field + " must be " + expected + "; it is "
                + (value == null ? "missing" : value.toString()));
    }
}
