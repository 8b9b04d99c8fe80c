package dev.banyan.sync.apply;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.sync.change.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of our own tables travels with a database that is relocated: the bookkeeping of other phases' streams into it. So
 * their positions stand there beside the rows that they speak of, and the streams go on from either database.
 */
public final class Travelling {
    private static final Set<String> TABLES =
            Set.of("banyan_position", "banyan_quarantine", "banyan_conflict", "banyan_schema_history");
    private static final String OURS = "banyan_";

    private Travelling() {}

    /** A relocation with the tables that travel among its own; any other phase as it is. */
    public static PhaseDefinition with(PhaseDefinition phase) {
        if (!phase.relocation()) {
            return phase;
        }
        List<TableMapping> tables = new ArrayList<>(phase.tables());
        TABLES.stream().sorted().forEach(table -> tables.add(new TableMapping(table, table, null, Map.of(), Map.of())));
        return phase.withTables(tables);
    }

    /** Whether a table is one of ours, which no first copy of a phase but a relocation reads. */
    public static boolean ours(String table) {
        return table.startsWith(OURS);
    }

    /** Whether a change is bookkeeping of the phase's own streams, which stays where it is. */
    static boolean stays(String phase, Change change) {
        String stream = ours(change.table()) ? change.row().text("stream_name") : null;
        return stream != null && stream.startsWith(phase + ".");
    }
}
