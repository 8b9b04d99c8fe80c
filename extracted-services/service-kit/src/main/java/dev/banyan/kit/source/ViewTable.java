package dev.banyan.kit.source;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A view that is a table: {@code id} (its primary key), {@code version}, {@code updated_at}, {@code deleted}, and columns
 * that are named as the source names them. Columns must bear to be NULL: a tombstone has none of them. Readers pass over rows
 * that are {@code deleted}.
 */
public final class ViewTable implements View {

    private final JdbcClient jdbc;
    private final String table;
    private final List<String> columns;

    public ViewTable(JdbcClient jdbc, String table, List<String> columns) {
        this.jdbc = jdbc;
        this.table = name(table);
        this.columns = columns.stream().map(ViewTable::name).toList();
    }

    @Override
    public long version(String id) {
        Optional<Long> version = jdbc.sql("SELECT version FROM " + table + " WHERE id = ?")
                .param(id)
                .query(Long.class)
                .optional();
        return version.orElse(0L);
    }

    /** One statement: each row is new, or is changed where it is newer. */
    @Override
    public void write(List<SourceRow> rows, boolean again) {
        if (rows.isEmpty()) {
            return;
        }
        String wins = "VALUES(version) " + (again ? ">=" : ">") + " version";
        // Assignments are made from left to right: whether a row wins is asked before its version changes.
        String changes = Stream.concat(Stream.of("updated_at", "deleted"), columns.stream())
                .map(column -> column + " = IF(" + wins + ", VALUES(" + column + "), " + column + "), ")
                .collect(Collectors.joining());
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> addValues(row, values));
        String marks = "(" + "?, ".repeat(values.size() / rows.size() - 1) + "?)";
        jdbc.sql("INSERT INTO " + table + " (" + String.join(", ", allColumns()) + ") VALUES "
                        + String.join(", ", Collections.nCopies(rows.size(), marks)) + " ON DUPLICATE KEY UPDATE "
                        + changes + "version = GREATEST(version, VALUES(version))")
                .params(values)
                .update();
    }

    /** Rows after this id, in the order of ids, tombstones too. */
    List<SourceRow> page(String after, int limit) {
        return read(" WHERE id > ? ORDER BY id LIMIT ?", List.of(after, limit));
    }

    /** Those of these that are there, tombstones too. */
    List<SourceRow> rows(List<String> ids) {
        return ids.isEmpty() ? List.of() : read(" WHERE id IN (" + "?, ".repeat(ids.size() - 1) + "?)", ids);
    }

    private List<SourceRow> read(String condition, List<?> parameters) {
        return jdbc.sql("SELECT " + String.join(", ", allColumns()) + " FROM " + table + condition)
                .params(parameters)
                .query((row, number) -> ImportReader.read(row))
                .list();
    }

    @Override
    public List<String> unchangedSince(LocalDateTime before, String after, int limit) {
        return jdbc.sql("SELECT id FROM " + table + " WHERE id > ? AND updated_at < ? ORDER BY id LIMIT ?")
                .params(after, before, limit)
                .query(String.class)
                .list();
    }

    @Override
    public boolean remove(String id, LocalDateTime unchangedSince) {
        return jdbc.sql("DELETE FROM " + table + " WHERE id = ? AND updated_at < ?")
                        .params(id, unchangedSince)
                        .update()
                > 0;
    }

    private List<String> allColumns() {
        return Stream.concat(Stream.of("id", "version", "updated_at", "deleted"), columns.stream())
                .toList();
    }

    private void addValues(SourceRow row, List<@Nullable Object> values) {
        values.add(row.id());
        values.add(row.version());
        values.add(row.updatedAt());
        values.add(row.deleted());
        for (String column : columns) {
            values.add(value(row, column));
        }
    }

    private @Nullable Object value(SourceRow row, String column) {
        JsonNode value = row.values().get(column);
        if (row.deleted() || (value != null && value.isNull())) {
            return null;
        }
        if (value == null) {
            throw new IllegalStateException("Row " + row.id() + " came without '" + column + "', which table " + table
                    + " keeps; it has " + row.values().propertyNames());
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static String name(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a table or column");
        }
        return name;
    }
}
