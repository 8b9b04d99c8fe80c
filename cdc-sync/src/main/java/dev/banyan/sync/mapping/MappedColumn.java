package dev.banyan.sync.mapping;

import dev.banyan.control.schema.ColumnShape;
import dev.banyan.sync.change.Row;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of the source and the target's column that holds the same fact.
 *
 * @param values value map; empty when values are copied
 */
public record MappedColumn(ColumnShape source, ColumnShape target, Map<String, String> values) {
    /**
     * The target's value.
     *
     * @throws DataFault when the target's column could only hold something else
     */
    @Nullable
    Object map(@Nullable Object value) throws DataFault {
        if (value == null) {
            return null;
        }
        if (!values.isEmpty()) {
            String mapped = values.get(Row.text(value));
            if (mapped == null) {
                throw fault(value, "is not in the value map (" + String.join(", ", values.keySet()) + ")");
            }
            return mapped;
        }
        if (value instanceof BigDecimal decimal) {
            return number(decimal);
        }
        if (target.text() && (value instanceof Long || value instanceof Double)) {
            return Row.text(value);
        }
        if (value instanceof String text && temporal(target.dataType())) {
            int point = text.indexOf('.');
            if (point >= 0 && text.length() - point - 1 > target.scale()) {
                throw fault(value, "has finer seconds than " + target.name() + " " + target.columnType() + " holds");
            }
        }
        return value;
    }

    private Object number(BigDecimal decimal) throws DataFault {
        if (target.text()) {
            return Row.text(decimal);
        }
        boolean whole = target.integer() || target.dataType().equals("bit");
        if (whole || target.dataType().equals("decimal")) {
            int scale = whole ? 0 : target.scale();
            if (decimal.scale() > scale && decimal.stripTrailingZeros().scale() > scale) {
                throw fault(decimal, "has more decimals than " + target.name() + " " + target.columnType() + " holds");
            }
        }
        return decimal;
    }

    private static boolean temporal(String type) {
        return type.equals("datetime") || type.equals("timestamp") || type.equals("time");
    }

    private DataFault fault(Object value, String why) {
        return new DataFault("Value '" + Row.text(value) + "' of column " + source.name() + " " + why + ".");
    }
}
