package dev.banyan.sync.mapping;

import dev.banyan.control.schema.ColumnShape;
import dev.banyan.sync.change.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as they stand in a database, read and written in the same representation as changes have. */
public final class StoredRows {
    private static final Set<String> BINARY =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> TIMES = Set.of("date", "datetime", "timestamp", "time");

    private StoredRows() {}

    /** The select list that {@link #read} expects. */
    public static String selectList(List<ColumnShape> columns) {
        return columns.stream()
                .map(column -> TIMES.contains(column.dataType())
                        ? "CAST(" + quoted(column.name()) + " AS CHAR)"
                        : quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    public static Row read(ResultSet rs, List<ColumnShape> columns) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i).name(), value(rs, i + 1, columns.get(i)));
        }
        return new Row(values);
    }

    private static @Nullable Object value(ResultSet rs, int index, ColumnShape column) throws SQLException {
        String type = column.dataType();
        Object value;
        if (column.integer() || type.equals("decimal")) {
            BigDecimal decimal = rs.getBigDecimal(index);
            value = decimal != null && column.integer() && decimal.precision() < 19 ? decimal.longValue() : decimal;
        } else if (type.equals("bit")) {
            byte[] bytes = rs.getBytes(index);
            value = bytes == null ? null : new BigDecimal(new BigInteger(1, bytes));
        } else if (type.equals("float") || type.equals("double")) {
            String text = rs.getString(index);
            value = text == null ? null : Double.valueOf(text);
        } else if (BINARY.contains(type)) {
            value = rs.getBytes(index);
        } else if (type.equals("year")) {
            String text = rs.getString(index);
            value = text == null ? null : Long.valueOf(text.substring(0, 4));
        } else {
            String text = rs.getString(index);
            value = text != null && TIMES.contains(type) && text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
        }
        return value;
    }

    /** Sets a parameter; positions count from 1. */
    public static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setString(index, (String) value);
        }
    }

    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
