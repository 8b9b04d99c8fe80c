package dev.banyan.sync.change;

import dev.banyan.sync.change.SourceEvent.CommittedRow;
import dev.banyan.sync.change.SourceEvent.SchemaChange;
import dev.banyan.sync.change.SourceEvent.SnapshotEnd;
import dev.banyan.sync.change.SourceEvent.SnapshotRow;
import dev.banyan.sync.change.SourceEvent.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns records back into what the source did: whole transactions, between BEGIN and END, or row by row. Not thread-safe; one
 * reader follows one stream from its start.
 */
public final class SourceReader {
    private final Predicate<Change> echo;
    private final Predicate<String> copied;
    private final boolean rowByRow;
    private final List<Change> changes = new ArrayList<>();
    private boolean snapshot;
    private boolean first;
    private boolean skipping;

    private SourceReader(boolean snapshot, Predicate<Change> echo, Predicate<String> copied, boolean rowByRow) {
        this.snapshot = snapshot;
        this.echo = echo;
        this.copied = copied;
        this.rowByRow = rowByRow;
    }

    /**
     * Reads whole transactions, {@link Transaction}. The records must say where they begin and end.
     *
     * @param snapshot whether the records begin with a first copy
     * @param echo tells from the first change of a transaction that the opposite stream made it
     * @param copied tables whose rows the first copy takes; in others captured, those that stood there before mean nothing
     */
    public static SourceReader ofTransactions(boolean snapshot, Predicate<Change> echo, Predicate<String> copied) {
        return new SourceReader(snapshot, echo, copied, false);
    }

    /**
     * Reads each row by itself, {@link CommittedRow}. The records need not say where transactions begin and end.
     *
     * @param snapshot whether the records begin with a first copy; it ends with the first row after it
     * @param copied as above
     */
    public static SourceReader ofRows(boolean snapshot, Predicate<String> copied) {
        return new SourceReader(snapshot, change -> false, copied, true);
    }

    /** Takes the next record and passes on what it completes. */
    public void read(SourceRecord record, Consumer<SourceEvent> sink) {
        if (!(record.value() instanceof Struct value)) {
            return;
        }
        Schema schema = value.schema();
        if (schema.field("op") != null) {
            row(record, value, sink);
        } else if (schema.field("status") != null) {
            boundary(record, value, sink);
        } else if (schema.field("ddl") != null && record.sourceOffset().get("snapshot") == null) {
            schemaChange(value, sink);
        }
    }

    private void boundary(SourceRecord record, Struct value, Consumer<SourceEvent> sink) {
        if (value.getString("status").equals("BEGIN")) {
            if (snapshot) {
                snapshot = false;
                sink.accept(new SnapshotEnd(Offsets.before(record.sourceOffset())));
            }
            changes.clear();
            first = true;
            skipping = false;
        } else {
            sink.accept(new Transaction(changes, Offsets.behind(record.sourceOffset(), value.getString("id"))));
            changes.clear();
        }
    }

    private void row(SourceRecord record, Struct value, Consumer<SourceEvent> sink) {
        Struct source = value.getStruct("source");
        String table = source.getString("table");
        String operation = value.getString("op");
        if (operation.equals("t")) {
            sink.accept(new SchemaChange("TRUNCATE TABLE " + table, Set.of(table), Map.of()));
            return;
        }
        if (skipping) {
            return;
        }
        Change change = change(value, table, operation, source.getInt64("ts_ms"));
        if (operation.equals("r")) {
            if (copied.test(table)) {
                sink.accept(new SnapshotRow(change));
            }
            return;
        }
        if (rowByRow) {
            alone(change, Offsets.behindRow(record.sourceOffset()), sink);
            return;
        }
        if (first) {
            first = false;
            skipping = echo.test(change);
        }
        if (!skipping) {
            changes.add(change);
        }
    }

    private void alone(Change change, Map<String, Object> place, Consumer<SourceEvent> sink) {
        sink.accept(new CommittedRow(change, place));
        if (snapshot) {
            snapshot = false;
            sink.accept(new SnapshotEnd(place));
        }
    }

    private static Change change(Struct value, String table, String operation, long millis) {
        try {
            Row before = ConnectValues.row(value.getStruct("before"));
            Row after = ConnectValues.row(value.getStruct("after"));
            Change.Kind kind =
                    switch (operation) {
                        case "c", "r" -> Change.Kind.INSERT;
                        case "u" -> Change.Kind.UPDATE;
                        case "d" -> Change.Kind.DELETE;
                        default -> throw new IllegalArgumentException("unknown operation '" + operation + "'.");
                    };
            return new Change(table, kind, before, after, millis);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Table " + table + ": " + e.getMessage(), e);
        }
    }

    private static void schemaChange(Struct value, Consumer<SourceEvent> sink) {
        Set<String> tables = new LinkedHashSet<>();
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        List<Struct> changed = value.getArray("tableChanges");
        for (Struct change : changed == null ? List.<Struct>of() : changed) {
            String table = name(change.getString("id"));
            tables.add(table);
            Struct shape = change.getStruct("table");
            if (shape != null && !change.getString("type").equals("DROP")) {
                Set<String> names = new LinkedHashSet<>();
                List<Struct> all = Objects.requireNonNull(shape.getArray("columns"));
                all.forEach(column -> names.add(column.getString("name")));
                columns.put(table, names);
            }
        }
        String ddl = value.getString("ddl");
        sink.accept(new SchemaChange(ddl == null ? "" : ddl, tables, columns));
    }

    /** The table of an id such as {@code "ruby"."payments"}. */
    private static String name(@Nullable String id) {
        String plain = String.valueOf(id).replace("\"", "").replace("`", "");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
