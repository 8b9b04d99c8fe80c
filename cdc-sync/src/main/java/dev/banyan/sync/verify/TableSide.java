package dev.banyan.sync.verify;

import static java.util.stream.Collectors.joining;

import dev.banyan.control.schema.ColumnPair;
import dev.banyan.control.schema.ColumnShape;
import dev.banyan.control.schema.TablePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one side of a table. */
final class TableSide {
    private static final int KEYS_PER_READ = 200;

    private final Connection connection;
    private final String table;
    private final List<String> keyColumns;
    private final List<KeyType> keyTypes;
    private final List<String> keyTexts;
    private final List<String> texts;
    private final String digest;

    private TableSide(
            Connection connection,
            String table,
            List<ColumnShape> key,
            List<String> keyTexts,
            List<String> texts,
            String digest) {
        this.connection = connection;
        this.table = table;
        this.keyColumns =
                key.stream().map(column -> ColumnText.quoted(column.name())).toList();
        this.keyTypes = key.stream().map(KeyType::of).toList();
        this.keyTexts = keyTexts;
        this.texts = texts;
        this.digest = digest;
    }

    static TableSide monolith(Connection connection, TablePlan plan, List<ColumnText> columns) {
        List<ColumnText> key = plan.primaryKey().stream().map(ColumnText::of).toList();
        return new TableSide(
                connection,
                ColumnText.quoted(plan.monolith().schema()) + "."
                        + ColumnText.quoted(plan.monolith().name()),
                plan.primaryKey().stream().map(ColumnPair::monolith).toList(),
                key.stream().map(ColumnText::monolith).toList(),
                columns.stream().map(ColumnText::monolith).toList(),
                digest(columns, true));
    }

    static TableSide service(Connection connection, TablePlan plan, List<ColumnText> columns) {
        List<ColumnText> key = plan.primaryKey().stream().map(ColumnText::of).toList();
        return new TableSide(
                connection,
                ColumnText.quoted(plan.service().schema()) + "."
                        + ColumnText.quoted(plan.service().name()),
                plan.primaryKey().stream().map(ColumnPair::service).toList(),
                key.stream().map(ColumnText::service).toList(),
                columns.stream().map(ColumnText::service).toList(),
                digest(columns, false));
    }

    /** Of free text the length is part, so that no two rows read alike. */
    private static String digest(List<ColumnText> columns, boolean monolith) {
        return columns.stream()
                .map(column -> {
                    String text = monolith ? column.monolith() : column.service();
                    return column.free()
                            ? "IFNULL(CONCAT(OCTET_LENGTH(" + text + "), ':', CAST(" + text + " AS BINARY)), 'n')"
                            : "IFNULL(" + text + ", 'n')";
                })
                .collect(joining(", ", "SHA2(CONCAT_WS('|', ", "), 256)"));
    }

    /** Number of rows and the sum of their digests. */
    record Sum(long rows, @Nullable String digest) {}

    Sum sum(KeyRange range) throws SQLException {
        KeyRange.Condition condition = range.over(keyColumns);
        String sql = "SELECT COUNT(*), BIT_XOR(CAST(CONV(LEFT(" + digest + ", 16), 16, 10) AS UNSIGNED)) FROM " + table
                + " FORCE INDEX (PRIMARY) WHERE " + condition.sql();
        try (PreparedStatement select = prepared(sql, condition.parameters());
                ResultSet rs = select.executeQuery()) {
            rs.next();
            return new Sum(rs.getLong(1), rs.getString(2));
        }
    }

    /** The key of the {@code n}th row after a key; empty when fewer follow. */
    Optional<List<Object>> keyAfter(@Nullable List<Object> after, int n) throws SQLException {
        KeyRange.Condition condition = new KeyRange(after, null).over(keyColumns);
        String sql = "SELECT " + String.join(", ", keyColumns) + " FROM " + table + " FORCE INDEX (PRIMARY) WHERE "
                + condition.sql() + " ORDER BY " + String.join(", ", keyColumns) + " LIMIT 1 OFFSET " + (n - 1);
        try (PreparedStatement select = prepared(sql, condition.parameters());
                ResultSet rs = select.executeQuery()) {
            return rs.next() ? Optional.of(key(rs)) : Optional.empty();
        }
    }

    /** Rows of a range by the text of their key. */
    Map<String, Row> rows(KeyRange range, boolean withColumns) throws SQLException {
        KeyRange.Condition condition = range.over(keyColumns);
        Map<String, Row> rows = new LinkedHashMap<>();
        read(condition.sql(), condition.parameters(), withColumns, rows);
        return rows;
    }

    /** Rows of these keys, with their columns. */
    Map<String, Row> rows(List<List<Object>> keys) throws SQLException {
        Map<String, Row> rows = new LinkedHashMap<>();
        String one = keyColumns.stream().map(column -> column + " = ?").collect(joining(" AND ", "(", ")"));
        for (int from = 0; from < keys.size(); from += KEYS_PER_READ) {
            List<List<Object>> some = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_READ));
            List<Object> parameters = new ArrayList<>();
            some.forEach(parameters::addAll);
            read(String.join(" OR ", Collections.nCopies(some.size(), one)), parameters, true, rows);
        }
        return rows;
    }

    private void read(String condition, List<Object> parameters, boolean withColumns, Map<String, Row> rows)
            throws SQLException {
        List<String> select = new ArrayList<>(keyColumns);
        select.addAll(keyTexts);
        select.add(digest);
        if (withColumns) {
            select.addAll(texts);
        }
        String sql = "SELECT " + String.join(", ", select) + " FROM " + table + " WHERE " + condition;
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rs = statement.executeQuery()) {
            while (rs.next()) {
                int column = keyColumns.size();
                StringBuilder keyText = new StringBuilder();
                for (int i = 0; i < keyTexts.size(); i++) {
                    keyText.append(i == 0 ? "" : ", ").append(rs.getString(++column));
                }
                String rowDigest = rs.getString(++column);
                List<@Nullable String> columns = new ArrayList<>();
                for (int i = 0; withColumns && i < texts.size(); i++) {
                    columns.add(rs.getString(++column));
                }
                rows.put(keyText.toString(), new Row(key(rs), keyText.toString(), rowDigest, columns));
            }
        }
    }

    private List<Object> key(ResultSet rs) throws SQLException {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < keyColumns.size(); i++) {
            key.add(keyTypes.get(i).read(rs, i + 1));
        }
        return key;
    }

    /** How a key's value is fetched so that it can be bound again, in either database. */
    private enum KeyType {
        NUMBER,
        BYTES,
        TEXT;

        static KeyType of(ColumnShape column) {
            if (column.integer() || column.dataType().equals("decimal")) {
                return NUMBER;
            }
            return column.dataType().contains("binary") || column.dataType().contains("blob") ? BYTES : TEXT;
        }

        Object read(ResultSet rs, int column) throws SQLException {
            Object value =
                    switch (this) {
                        case NUMBER -> rs.getBigDecimal(column);
                        case BYTES -> rs.getBytes(column);
                        case TEXT -> rs.getString(column);
                    };
            if (value == null) {
                throw new SQLException("NULL in a primary key.");
            }
            return value;
        }
    }

    private PreparedStatement prepared(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 0;
        for (Object parameter : parameters) {
            statement.setObject(++index, parameter);
        }
        return statement;
    }
}
