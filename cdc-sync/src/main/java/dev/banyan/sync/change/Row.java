package dev.banyan.sync.change;

import dev.banyan.control.store.Json;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row: values by column. A value is null, Long, BigDecimal, Double, String (text, JSON, and all dates and times as SQL
 * text, instants in UTC) or byte[].
 */
public record Row(Map<String, @Nullable Object> values) {
    private static final String BINARY = "base64";

    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public @Nullable Object get(String column) {
        return values.get(column);
    }

    /** A value as text; null for NULL. */
    public @Nullable String text(String column) {
        Object value = values.get(column);
        return value == null ? null : text(value);
    }

    /** A whole number; 0 for NULL. */
    public long number(String column) {
        return values.get(column) instanceof Number number ? number.longValue() : 0;
    }

    public static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    /** The row as a JSON object; binary values as {@code {"base64": ...}}. */
    public String json() {
        ObjectNode object = Json.mapper().createObjectNode();
        values.forEach((column, value) -> {
            if (value == null) {
                object.putNull(column);
            } else if (value instanceof Long number) {
                object.put(column, number);
            } else if (value instanceof BigDecimal || value instanceof Double) {
                object.putObject(column).put("number", text(value));
            } else if (value instanceof byte[] bytes) {
                object.putObject(column).put(BINARY, Base64.getEncoder().encodeToString(bytes));
            } else {
                object.put(column, value.toString());
            }
        });
        return object.toString();
    }

    /** Reads back what {@link #json()} wrote, without loss. */
    public static Row parse(String json) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : Json.mapper().readTree(json).properties()) {
            values.put(property.getKey(), value(property.getValue()));
        }
        return new Row(values);
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            return node.has(BINARY)
                    ? Base64.getDecoder().decode(node.get(BINARY).stringValue())
                    : new BigDecimal(node.get("number").stringValue());
        }
        return node.isIntegralNumber() ? (Object) node.longValue() : node.stringValue();
    }
}
