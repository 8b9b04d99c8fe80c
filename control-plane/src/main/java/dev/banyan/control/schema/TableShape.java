package dev.banyan.control.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One table as its server describes it.
 *
 * @param columns in the table's order
 * @param primaryKey its columns in key order; empty when there is none
 * @param uniqueKeys all but the primary key
 */
public record TableShape(
        String schema,
        String name,
        String engine,
        List<ColumnShape> columns,
        List<String> primaryKey,
        List<UniqueKey> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<Trigger> triggers) {
    public TableShape {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        foreignKeys = List.copyOf(foreignKeys);
        triggers = List.copyOf(triggers);
    }

    /** A unique key; a part that is an expression stands as {@code (expression)}. */
    public record UniqueKey(String name, List<String> columns) {
        public UniqueKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A foreign key of this table.
     *
     * @param onDelete RESTRICT, NO ACTION, CASCADE, SET NULL or SET DEFAULT
     */
    public record ForeignKey(
            String name,
            List<String> columns,
            String referencedTable,
            List<String> referencedColumns,
            String onDelete,
            String onUpdate) {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }

        /** Whether the server may change rows of this table by itself, without a trace in its binlog. */
        public boolean cascades() {
            return changes(onDelete) || changes(onUpdate);
        }

        private static boolean changes(String rule) {
            return rule.equals("CASCADE") || rule.startsWith("SET");
        }
    }

    /**
     * A trigger on this table.
     *
     * @param timing BEFORE or AFTER
     * @param event INSERT, UPDATE or DELETE
     * @param body the statement, as the server keeps it
     */
    public record Trigger(String name, String timing, String event, String body) {}

    /** Finds a column as the server does, whatever the case of its name. */
    public Optional<ColumnShape> column(String column) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(column)).findFirst();
    }

    public List<String> columnNames() {
        return columns.stream().map(ColumnShape::name).toList();
    }

    /** {@code schema.table}, for messages. */
    public String qualified() {
        return schema + "." + name;
    }

    public boolean transactional() {
        return engine.toUpperCase(Locale.ROOT).equals("INNODB");
    }
}
