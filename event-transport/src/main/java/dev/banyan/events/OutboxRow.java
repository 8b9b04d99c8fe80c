package dev.banyan.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of an outbox, as the event that it holds: column by column, each as the text that SQL shows of it. {@code occurred_at} is
 * UTC; {@code changed_attributes} (a JSON array of names), {@code attributes} (a JSON object) and {@code trace_id} may be NULL or
 * missing.
 */
public final class OutboxRow {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> columns = new TreeMap<>();

    /** Columns that mean nothing to an event are passed over. */
    public OutboxRow with(String column, @Nullable String value) {
        if (value != null) {
            columns.put(column.toLowerCase(Locale.ROOT), value);
        }
        return this;
    }

    /** @throws BadEventException when the row holds none */
    public Event event() {
        try {
            return new Event(
                    needed("event_id"),
                    needed("type"),
                    Integer.parseInt(needed("schema_version")),
                    needed("aggregate_id"),
                    Long.parseLong(needed("aggregate_version")),
                    Instant.parse(needed("occurred_at").replace(' ', 'T') + "Z"),
                    names(columns.get("changed_attributes")),
                    columns.get("trace_id"),
                    null,
                    attributes(columns.get("attributes")));
        } catch (DateTimeException | NumberFormatException | JacksonException e) {
            throw new BadEventException("An outbox's row can't be read: " + e.getMessage());
        }
    }

    private String needed(String column) {
        String value = columns.get(column);
        if (value == null) {
            throw new BadEventException("An outbox's " + column + " is NULL");
        }
        return value;
    }

    private static List<String> names(@Nullable String json) {
        List<String> names = new ArrayList<>();
        if (json != null) {
            JSON.readTree(json).forEach(name -> names.add(name.asString()));
        }
        return names;
    }

    private static JsonNode attributes(@Nullable String json) {
        return json == null ? JSON.createObjectNode() : JSON.readTree(json);
    }
}
