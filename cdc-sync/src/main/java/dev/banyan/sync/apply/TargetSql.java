package dev.banyan.sync.apply;

import static dev.banyan.sync.mapping.StoredRows.quoted;

import dev.banyan.control.schema.ColumnShape;
import dev.banyan.sync.mapping.MappedColumn;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.mapping.StoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements for one target table. Parameters: all columns in the mapping's order, or the key's, as named.
 *
 * @param insert columns
 * @param update columns to set, then key, then columns as they must be
 * @param delete key, then columns as they must be
 * @param holds key, then columns as they must be
 * @param overwrite columns to set, then key
 * @param remove key
 * @param find key; locks the row
 */
record TargetSql(
        String insert, String update, String delete, String holds, String overwrite, String remove, String find) {

    /** @param mariaDb whether the target is MariaDB, which keeps JSON as text */
    static TargetSql of(RowMapping mapping, boolean mariaDb) {
        String table = quoted(mapping.target().name());
        List<ColumnShape> columns =
                mapping.columns().stream().map(MappedColumn::target).toList();
        String names = Stream.concat(columns.stream().map(ColumnShape::name), mapping.defaults().keySet().stream())
                .map(StoredRows::quoted)
                .collect(Collectors.joining(", "));
        List<String> values =
                new ArrayList<>(columns.stream().map(column -> "?").toList());
        values.addAll(mapping.defaults().values());
        String key = mapping.key().stream()
                .map(column -> quoted(column.target().name()) + " = ?")
                .collect(Collectors.joining(" AND "));
        String image = columns.stream().map(column -> same(column, mariaDb)).collect(Collectors.joining(" AND "));
        String set =
                columns.stream().map(column -> quoted(column.name()) + " = ?").collect(Collectors.joining(", "));
        return new TargetSql(
                "INSERT INTO " + table + " (" + names + ") VALUES (" + String.join(", ", values) + ")",
                "UPDATE " + table + " SET " + set + " WHERE " + key + " AND " + image,
                "DELETE FROM " + table + " WHERE " + key + " AND " + image,
                "SELECT 1 FROM " + table + " WHERE " + key + " AND " + image,
                "UPDATE " + table + " SET " + set + " WHERE " + key,
                "DELETE FROM " + table + " WHERE " + key,
                "SELECT " + StoredRows.selectList(columns) + " FROM " + table + " WHERE " + key + " FOR UPDATE");
    }

    /** Equal to the last byte, NULL to NULL, whatever the collation. */
    private static String same(ColumnShape column, boolean mariaDb) {
        String name = quoted(column.name());
        String type = column.dataType();
        if (type.equals("json") && !mariaDb) {
            return name + " <=> CAST(? AS JSON)";
        }
        if (type.equals("float")) {
            return name + " <=> CAST(? AS FLOAT)";
        }
        if (type.endsWith("char") || type.endsWith("text")) {
            return name + " <=> CONVERT(? USING utf8mb4) COLLATE utf8mb4_bin";
        }
        return name + " <=> ?";
    }
}
