package dev.banyan.kit.source;

import dev.banyan.kit.source.ImportQuery.IdKind;
import dev.banyan.kit.web.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads rows of a query, in the order of (updated_at, id) or by ids. */
final class ImportReader {

    private static final Set<String> ENVELOPE = Set.of("id", "version", "updated_at", "deleted");

    private final JdbcClient jdbc;

    ImportReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SourceRow> first(ImportQuery query, @Nullable LocalDateTime since, int limit) {
        String from = "SELECT * FROM (" + query.sql() + ") source";
        String order = " ORDER BY updated_at, id LIMIT ?";
        return since == null
                ? read(from + order, List.of(limit))
                : read(from + " WHERE updated_at >= ?" + order, List.of(since, limit));
    }

    List<SourceRow> after(ImportQuery query, Cursor cursor, int limit) {
        return read(
                "SELECT * FROM (" + query.sql() + ") source WHERE updated_at > ? OR (updated_at = ? AND id > ?)"
                        + " ORDER BY updated_at, id LIMIT ?",
                List.of(cursor.updatedAt(), cursor.updatedAt(), id(query, cursor.id()), limit));
    }

    List<SourceRow> of(ImportQuery query, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        ids.forEach(id -> parameters.add(id(query, id)));
        return read(
                "SELECT * FROM (" + query.sql() + ") source WHERE id IN (" + "?, ".repeat(ids.size() - 1) + "?)",
                parameters);
    }

    /** Compared as text, a number would pass every index by. */
    private static Object id(ImportQuery query, String text) {
        if (query.ids() == IdKind.TEXT) {
            return text;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException noNumber) {
            throw Problem.invalid("id '" + text + "' of view '" + query.view() + "' must be a number");
        }
    }

    private List<SourceRow> read(String sql, List<Object> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> read(row))
                .list();
    }

    /** A row with the columns of the envelope, and any others. */
    static SourceRow read(ResultSet row) throws SQLException {
        ObjectNode values = JsonMapper.shared().createObjectNode();
        boolean deleted = row.getBoolean("deleted");
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; !deleted && i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (!ENVELOPE.contains(name)) {
                put(values, name, row.getObject(i));
            }
        }
        return new SourceRow(
                row.getString("id"),
                row.getLong("version"),
                row.getObject("updated_at", LocalDateTime.class),
                deleted,
                values);
    }

    private static void put(ObjectNode values, String name, @Nullable Object value) {
        if (value == null) {
            values.putNull(name);
        } else if (value instanceof Boolean truth) {
            values.put(name, truth);
        } else if (value instanceof BigDecimal decimal) {
            values.put(name, decimal);
        } else if (value instanceof Number number) {
            values.put(name, new BigDecimal(number.toString()));
        } else if (value instanceof byte[] bytes) {
            values.put(name, bytes);
        } else {
            values.put(name, value.toString());
        }
    }
}
