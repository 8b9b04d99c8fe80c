package dev.banyan.kit.feed;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row's columns, as the phase's mapping names them. Each reader has a twin for columns that may be NULL; all throw {@link
 * BadBatch} for a column that is missing or holds something else.
 */
public final class FeedRow {

    private final String table;
    private final Map<String, JsonNode> columns;

    public FeedRow(String table, Map<String, JsonNode> columns) {
        this.table = table;
        this.columns = Map.copyOf(columns);
    }

    public long number(String column) {
        return present(column, numberOrNull(column));
    }

    public @Nullable Long numberOrNull(String column) {
        return read(column, "a whole number", value -> value.isIntegralNumber() ? value.longValue() : null);
    }

    public String text(String column) {
        return present(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return read(column, "text", value -> value.isString() ? value.stringValue() : null);
    }

    public BigDecimal decimal(String column) {
        return present(column, decimalOrNull(column));
    }

    /** A DECIMAL, which comes as text, or a whole number. */
    public @Nullable BigDecimal decimalOrNull(String column) {
        return read(
                column,
                "a decimal number",
                value -> value.isString()
                        ? new BigDecimal(value.stringValue())
                        : value.isIntegralNumber() ? value.decimalValue() : null);
    }

    public LocalDate date(String column) {
        return present(column, dateOrNull(column));
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return read(column, "a date", value -> value.isString() ? LocalDate.parse(value.stringValue()) : null);
    }

    /** A DATETIME: wall time of the source, which knows no zone. */
    public LocalDateTime time(String column) {
        return present(column, timeOrNull(column));
    }

    public @Nullable LocalDateTime timeOrNull(String column) {
        return read(
                column, "a date and time", value -> value.isString() ? LocalDateTime.parse(value.stringValue()) : null);
    }

    private <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new BadBatch("Column '" + column + "' of table '" + table + "' is NULL");
        }
        return value;
    }

    private <T> @Nullable T read(String column, String expected, Function<JsonNode, @Nullable T> reader) {
        JsonNode value = columns.get(column);
        if (value == null) {
            throw new BadBatch(
                    "Table '" + table + "' came without column '" + column + "'; it has " + columns.keySet());
        }
        if (value.isNull()) {
            return null;
        }
        BadBatch other =
                new BadBatch("Column '" + column + "' of table '" + table + "' is " + value + ", not " + expected);
        try {
            T read = reader.apply(value);
            if (read == null) {
                throw other;
            }
            return read;
        } catch (DateTimeException | NumberFormatException unreadable) {
            other.initCause(unreadable);
            throw other;
        }
    }

    @Override
    public String toString() {
        return table + columns;
    }
}
