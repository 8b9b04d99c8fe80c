package dev.banyan.sync.feed;

import dev.banyan.control.schema.ColumnShape;
import dev.banyan.control.store.Json;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.mapping.DataFault;
import dev.banyan.sync.mapping.MappedColumn;
import dev.banyan.sync.mapping.RowMapping;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes as a service reads them: its names and values, in JSON. Whole numbers are numbers, decimals text, dates and
 * times ISO text (instants with Z), binary values base64. A column that a row of the source did not have yet, or has no
 * more, is left out.
 */
public final class FeedRows {
    private final Map<String, RowMapping> mappings = new LinkedHashMap<>();

    public FeedRows(List<RowMapping> mappings) {
        mappings.forEach(mapping -> this.mappings.put(mapping.source().name(), mapping));
    }

    /** By the source's table. */
    Map<String, RowMapping> mappings() {
        return mappings;
    }

    /**
     * One change as JSON.
     *
     * @throws DataFault when a value is outside its value map
     */
    String json(Change change, boolean snapshot) throws DataFault {
        RowMapping mapping = Objects.requireNonNull(mappings.get(change.table()));
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("table", mapping.target().name());
        json.put("kind", snapshot ? "SNAPSHOT" : change.kind().name());
        json.set("before", row(mapping, change.before()));
        json.set("after", row(mapping, change.after()));
        json.put("at", change.sourceMillis());
        return json.toString();
    }

    private static @Nullable ObjectNode row(RowMapping mapping, @Nullable Row row) throws DataFault {
        if (row == null) {
            return null;
        }
        ObjectNode json = Json.mapper().createObjectNode();
        for (MappedColumn column : mapping.columns()) {
            if (row.values().containsKey(column.source().name())) {
                put(json, column, row.get(column.source().name()));
            }
        }
        return json;
    }

    private static void put(ObjectNode json, MappedColumn column, @Nullable Object value) throws DataFault {
        String name = column.target().name();
        if (value == null) {
            json.putNull(name);
        } else if (!column.values().isEmpty()) {
            json.put(name, mapped(column, Row.text(value)));
        } else if (value instanceof Long number) {
            json.put(name, number);
        } else if (value instanceof Double number) {
            json.put(name, number);
        } else if (value instanceof BigDecimal number && whole(column.source())) {
            json.put(name, number.toBigInteger());
        } else if (value instanceof String text) {
            json.put(name, iso(column.source(), text));
        } else if (value instanceof byte[] bytes) {
            json.put(name, Base64.getEncoder().encodeToString(bytes));
        } else {
            json.put(name, Row.text(value));
        }
    }

    private static String mapped(MappedColumn column, String value) throws DataFault {
        String mapped = column.values().get(value);
        if (mapped == null) {
            throw new DataFault(
                    "Value '" + value + "' of column " + column.source().name()
                            + " is not in the value map ("
                            + String.join(", ", column.values().keySet()) + ").");
        }
        return mapped;
    }

    private static boolean whole(ColumnShape column) {
        return column.integer() || column.dataType().equals("bit");
    }

    private static String iso(ColumnShape column, String text) {
        return switch (column.dataType()) {
            case "datetime" -> text.replace(' ', 'T');
            case "timestamp" -> text.replace(' ', 'T') + "Z";
            default -> text;
        };
    }
}
