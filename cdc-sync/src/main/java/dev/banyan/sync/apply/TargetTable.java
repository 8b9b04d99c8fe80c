package dev.banyan.sync.apply;

import dev.banyan.control.schema.ColumnShape;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.mapping.MappedColumn;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.mapping.StoredRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One target table. Rows given to it are mapped already. */
final class TargetTable {
    private final RowMapping mapping;
    private final TargetSql sql;
    private final List<ColumnShape> columns;
    private final List<String> key;

    TargetTable(RowMapping mapping, boolean mariaDb) {
        this.mapping = mapping;
        this.sql = TargetSql.of(mapping, mariaDb);
        this.columns = mapping.columns().stream().map(MappedColumn::target).toList();
        this.key = mapping.key().stream().map(column -> column.target().name()).toList();
    }

    RowMapping mapping() {
        return mapping;
    }

    /** Statement text for a batch of changes of one kind. */
    String statement(Change.Kind kind) {
        return switch (kind) {
            case INSERT -> sql.insert();
            case UPDATE -> sql.update();
            case DELETE -> sql.delete();
        };
    }

    void bind(PreparedStatement statement, @Nullable Row before, @Nullable Row after) throws SQLException {
        int index = after == null ? 1 : bindColumns(statement, 1, after);
        if (before != null) {
            index = bindKey(statement, index, before);
            bindColumns(statement, index, before);
        }
    }

    int insert(Connection connection, Row after) throws SQLException {
        return run(connection, sql.insert(), statement -> bind(statement, null, after));
    }

    /** @return how many rows were as {@code before} says: 1 or 0 */
    int update(Connection connection, Row before, Row after) throws SQLException {
        return run(connection, sql.update(), statement -> bind(statement, before, after));
    }

    /** @return how many rows were as {@code before} says: 1 or 0 */
    int delete(Connection connection, Row before) throws SQLException {
        return run(connection, sql.delete(), statement -> bind(statement, before, null));
    }

    /** Makes the row of this key as given, whatever it was. */
    void put(Connection connection, Row row) throws SQLException {
        int found =
                run(connection, sql.overwrite(), statement -> bindKey(statement, bindColumns(statement, 1, row), row));
        if (found == 0) {
            insert(connection, row);
        }
    }

    void remove(Connection connection, Row keyed) throws SQLException {
        run(connection, sql.remove(), statement -> bindKey(statement, 1, keyed));
    }

    /** Whether the target's row is exactly this one. */
    boolean holds(Connection connection, Row row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.holds())) {
            bindColumns(select, bindKey(select, 1, row), row);
            try (ResultSet rs = select.executeQuery()) {
                return rs.next();
            }
        }
    }

    /** The target's row of the key of {@code keyed}, locked; null when there is none. */
    @Nullable
    Row find(Connection connection, Row keyed) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.find())) {
            bindKey(select, 1, keyed);
            try (ResultSet rs = select.executeQuery()) {
                return rs.next() ? StoredRows.read(rs, columns) : null;
            }
        }
    }

    /** The key's columns alone. */
    Row keyOf(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        key.forEach(column -> values.put(column, row.get(column)));
        return new Row(values);
    }

    private int bindColumns(PreparedStatement statement, int from, Row row) throws SQLException {
        int index = from;
        for (ColumnShape column : columns) {
            StoredRows.bind(statement, index++, row.get(column.name()));
        }
        return index;
    }

    private int bindKey(PreparedStatement statement, int from, Row row) throws SQLException {
        int index = from;
        for (String column : key) {
            StoredRows.bind(statement, index++, row.get(column));
        }
        return index;
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private static int run(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return statement.executeUpdate();
        }
    }
}
