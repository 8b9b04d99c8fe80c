package dev.banyan.cli.events;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of a source or of a view of it.
 *
 * @param deleted a tombstone; its values mean nothing
 */
record ViewRow(String id, long version, boolean deleted, JsonNode values) {

    /**
     * Whether a view's row says what the source's does: in all columns that the view keeps, whatever the version. Either may be
     * missing, which is the same as a tombstone.
     */
    static boolean equal(@Nullable ViewRow source, @Nullable ViewRow view) {
        if (view == null || view.deleted()) {
            return source == null || source.deleted();
        }
        if (source == null || source.deleted()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> column : view.values().properties()) {
            JsonNode other = source.values().get(column.getKey());
            if (other == null || !same(other, column.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Numbers by value, and a truth as the 1 or 0 that databases keep of it. */
    private static boolean same(JsonNode one, JsonNode other) {
        BigDecimal number = number(one);
        BigDecimal otherNumber = number(other);
        if (number == null || otherNumber == null) {
            return one.equals(other);
        }
        return number.compareTo(otherNumber) == 0;
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return value.isNumber() ? value.decimalValue() : null;
    }
}
