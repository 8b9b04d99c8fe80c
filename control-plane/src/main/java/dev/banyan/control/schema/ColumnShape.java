package dev.banyan.control.schema;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param dataType lower case, without length: {@code bigint}, {@code varchar}
 * @param columnType in full: {@code bigint(20) unsigned}, {@code decimal(19,2)}
 * @param defaultExpression SQL text of the default, literals quoted; null when there is none or it is NULL
 * @param characterSet null unless the column holds text
 * @param collation null unless the column holds text
 */
public record ColumnShape(
        String name,
        String dataType,
        String columnType,
        boolean nullable,
        @Nullable String defaultExpression,
        boolean autoIncrement,
        boolean generated,
        @Nullable String characterSet,
        @Nullable String collation) {
    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> TIMES = Set.of("datetime", "timestamp", "time");
    private static final Pattern SIZE = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");

    public boolean integer() {
        return INTEGERS.contains(dataType);
    }

    public boolean unsigned() {
        return columnType.contains("unsigned");
    }

    /** char, varchar, the texts, enum, set, and MariaDB's json. */
    public boolean text() {
        return characterSet != null;
    }

    /** Whether a row can be inserted without naming this column. */
    public boolean optional() {
        return nullable || defaultExpression != null || autoIncrement || generated;
    }

    /** Digits after the point of a decimal, or of the seconds of a time; 0 for other types. */
    public int scale() {
        boolean decimal = dataType.equals("decimal");
        Matcher size = SIZE.matcher(columnType);
        if (!(decimal || TIMES.contains(dataType)) || !size.find()) {
            return 0;
        }
        String digits = decimal ? size.group(2) : size.group(1);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
