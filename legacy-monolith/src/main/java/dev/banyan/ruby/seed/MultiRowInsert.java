package dev.banyan.ruby.seed;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Collects rows of one table and inserts them many at a time. Not thread-safe. */
final class MultiRowInsert {

    private static final int MAX_ROWS = 1000;

    private final JdbcTemplate jdbc;
    private final String insert;
    private final String row;
    private final int columns;
    private final List<@Nullable Object> values = new ArrayList<>();

    /** For {@code columns}, comma separated, of {@code table}. */
    MultiRowInsert(JdbcTemplate jdbc, String table, String columns) {
        this.jdbc = jdbc;
        this.columns = columns.split(",", -1).length;
        this.insert = "INSERT INTO " + table + " (" + columns + ") VALUES ";
        this.row = "(" + String.join(",", Collections.nCopies(this.columns, "?")) + ")";
    }

    /** Adds a row: one value per column, in their order. */
    void add(@Nullable Object... rowValues) {
        if (rowValues.length != columns) {
            throw new IllegalArgumentException(
                    "%s: %d columns, %d values".formatted(insert, columns, rowValues.length));
        }
        Collections.addAll(values, rowValues);
    }

    /** Whether it is time to {@link #flush}. */
    boolean isFull() {
        return values.size() >= MAX_ROWS * columns;
    }

    /** Writes what was added since the last flush. */
    void flush() {
        for (int from = 0; from < values.size(); from += MAX_ROWS * columns) {
            List<@Nullable Object> chunk = values.subList(from, Math.min(values.size(), from + MAX_ROWS * columns));
            String sql = insert + String.join(",", Collections.nCopies(chunk.size() / columns, row));
            jdbc.execute(sql, (PreparedStatement statement) -> {
                for (int i = 0; i < chunk.size(); i++) {
                    statement.setObject(i + 1, chunk.get(i));
                }
                return statement.executeUpdate();
            });
        }
        values.clear();
    }
}
