package dev.banyan.control.schema;

import java.util.ArrayList;
import java.util.List;

/** What a table needs for its rows to be events. */
public final class OutboxShape {
    /** Columns that each row has a value in. {@code changed_attributes}, {@code attributes} and {@code trace_id} may be missing. */
    public static final List<String> COLUMNS =
            List.of("event_id", "type", "schema_version", "aggregate_id", "aggregate_version", "occurred_at");

    private OutboxShape() {}

    /** Why the table is no outbox, one sentence each; empty when it is one. */
    public static List<String> problems(String name, SchemaShape schema) {
        TableShape table = schema.table(name).orElse(null);
        if (table == null) {
            return List.of(PhasePlan.unknown(name, schema));
        }
        List<String> problems = new ArrayList<>();
        if (table.primaryKey().isEmpty()) {
            problems.add("Outbox " + table.qualified() + " has no primary key.");
        }
        for (String column : COLUMNS) {
            if (table.columns().stream().noneMatch(has -> has.name().equalsIgnoreCase(column))) {
                problems.add("Outbox " + table.qualified() + " has no column " + column + "; it needs "
                        + String.join(", ", COLUMNS) + ".");
            }
        }
        return problems;
    }
}
