package dev.banyan.control.schema;

import dev.banyan.control.schema.TableShape.ForeignKey;
import dev.banyan.control.schema.TableShape.Trigger;
import dev.banyan.control.schema.TableShape.UniqueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a schema from information_schema; MariaDB 10.6 and later, MySQL 8 and later. */
public final class SchemaReader {
    private final Connection connection;
    private final String schema;
    private final DefaultText defaults;
    private final Map<String, Parts> tables = new LinkedHashMap<>();

    private SchemaReader(Connection connection, String schema, DefaultText defaults) {
        this.connection = connection;
        this.schema = schema;
        this.defaults = defaults;
    }

    /** Reads all base tables; an unknown schema, or one that the user may not see, has none. */
    public static SchemaShape read(Connection connection, String schema) throws SQLException {
        DefaultText defaults = new DefaultText(ServerVersion.of(connection).mariaDb());
        return new SchemaReader(connection, schema, defaults).read();
    }

    private SchemaShape read() throws SQLException {
        each(
                "SELECT table_name, engine FROM information_schema.tables"
                        + " WHERE table_schema = ? AND table_type = 'BASE TABLE' ORDER BY table_name",
                rs -> tables.put(rs.getString(1), new Parts(text(rs, 2))));
        each(
                "SELECT table_name, column_name, data_type, column_type, is_nullable, column_default, extra,"
                        + " character_set_name, collation_name, generation_expression FROM information_schema.columns"
                        + " WHERE table_schema = ? ORDER BY table_name, ordinal_position",
                rs -> parts(rs).columns.add(column(rs)));
        each(
                "SELECT table_name, index_name, column_name FROM information_schema.statistics"
                        + " WHERE table_schema = ? AND non_unique = 0 ORDER BY table_name, index_name, seq_in_index",
                rs -> {
                    String column = rs.getString(3);
                    parts(rs)
                            .keys
                            .computeIfAbsent(rs.getString(2), key -> new ArrayList<>())
                            .add(column == null ? "(expression)" : column);
                });
        each(
                "SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name,"
                        + " r.delete_rule, r.update_rule FROM information_schema.key_column_usage k"
                        + " JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema"
                        + " AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name"
                        + " WHERE k.table_schema = ? AND k.referenced_table_name IS NOT NULL"
                        + " ORDER BY k.table_name, k.constraint_name, k.ordinal_position",
                rs -> parts(rs).foreignKeys.merge(rs.getString(2), foreignKey(rs), SchemaReader::joined));
        each(
                "SELECT event_object_table, trigger_name, action_timing, event_manipulation, action_statement"
                        + " FROM information_schema.triggers WHERE event_object_schema = ?"
                        + " ORDER BY event_object_table, event_manipulation, action_timing, action_order",
                rs -> parts(rs)
                        .triggers
                        .add(new Trigger(rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5))));
        Map<String, TableShape> shapes = new LinkedHashMap<>();
        tables.forEach((name, parts) -> shapes.put(name, parts.shape(schema, name)));
        return new SchemaShape(schema, shapes);
    }

    private ColumnShape column(ResultSet rs) throws SQLException {
        String dataType = rs.getString(3).toLowerCase(Locale.ROOT);
        String extra = text(rs, 7).toLowerCase(Locale.ROOT);
        return new ColumnShape(
                rs.getString(2),
                dataType,
                rs.getString(4).toLowerCase(Locale.ROOT),
                rs.getString(5).equalsIgnoreCase("YES"),
                defaults.sql(dataType, rs.getString(6), extra),
                extra.contains("auto_increment"),
                !text(rs, 10).isEmpty(),
                rs.getString(8),
                rs.getString(9));
    }

    private static ForeignKey foreignKey(ResultSet rs) throws SQLException {
        return new ForeignKey(
                rs.getString(2),
                List.of(rs.getString(3)),
                rs.getString(4),
                List.of(rs.getString(5)),
                rs.getString(6),
                rs.getString(7));
    }

    private static ForeignKey joined(ForeignKey first, ForeignKey next) {
        List<String> columns = new ArrayList<>(first.columns());
        columns.addAll(next.columns());
        List<String> referenced = new ArrayList<>(first.referencedColumns());
        referenced.addAll(next.referencedColumns());
        return new ForeignKey(
                first.name(), columns, first.referencedTable(), referenced, first.onDelete(), first.onUpdate());
    }

    /** The table of this row; parts of views and the like are collected and forgotten. */
    private Parts parts(ResultSet rs) throws SQLException {
        Parts parts = tables.get(rs.getString(1));
        return parts == null ? new Parts("") : parts;
    }

    private interface Row {
        void take(ResultSet rs) throws SQLException;
    }

    private void each(String sql, Row row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, schema);
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    row.take(rs);
                }
            }
        }
    }

    private static String text(ResultSet rs, int column) throws SQLException {
        @Nullable String value = rs.getString(column);
        return value == null ? "" : value;
    }

    /** What has been read of one table so far. */
    private static final class Parts {
        private final String engine;
        private final List<ColumnShape> columns = new ArrayList<>();
        private final Map<String, List<String>> keys = new LinkedHashMap<>();
        private final Map<String, ForeignKey> foreignKeys = new LinkedHashMap<>();
        private final List<Trigger> triggers = new ArrayList<>();

        Parts(String engine) {
            this.engine = engine;
        }

        TableShape shape(String schema, String name) {
            List<UniqueKey> unique = keys.entrySet().stream()
                    .filter(key -> !key.getKey().equals("PRIMARY"))
                    .map(key -> new UniqueKey(key.getKey(), key.getValue()))
                    .toList();
            return new TableShape(
                    schema,
                    name,
                    engine,
                    columns,
                    keys.getOrDefault("PRIMARY", List.of()),
                    unique,
                    List.copyOf(foreignKeys.values()),
                    triggers);
        }
    }
}
