package dev.banyan.sync.apply;

import dev.banyan.control.config.PhaseDefinition.Conflicts;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.conflict.Conflicts.Finding;
import dev.banyan.sync.conflict.Conflicts.Kind;
import dev.banyan.sync.database.Fault;
import dev.banyan.sync.mapping.DataFault;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.quarantine.Quarantine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies changes one by one: judges owners, records conflicts and bypasses, quarantines what can't be stored. */
final class Careful {
    private final String stream;
    private final boolean relocation;
    private final Conflicts policy;
    private final Judge judge;
    private final Map<String, TargetTable> tables;
    private final Quarantine quarantine;

    Careful(
            String stream,
            boolean relocation,
            Conflicts policy,
            Judge judge,
            Map<String, TargetTable> tables,
            Quarantine quarantine) {
        this.stream = stream;
        this.relocation = relocation;
        this.policy = policy;
        this.judge = judge;
        this.tables = tables;
        this.quarantine = quarantine;
    }

    /** The row can't be applied, for a reason that lies in the data. */
    private static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message);
        }
    }

    void apply(Connection connection, List<Change> changes, int split) throws SQLException {
        for (Change change : changes) {
            RowMapping mapping = table(change).mapping();
            String key = mapping.keyText(change.row());
            String trouble = quarantine.waits(change.table(), Set.of(key))
                    ? "Waits behind an earlier change of the same row."
                    : attempt(connection, change, split);
            if (trouble != null) {
                quarantine.add(connection, change, key, mapping.cohortKey(change.row()), trouble);
            }
        }
    }

    /** @return why the change can't be applied; null when it is */
    @Nullable
    String attempt(Connection connection, Change change, int split) throws SQLException {
        TargetTable table = table(change);
        try {
            Row before = beforeOf(table.mapping(), change);
            Row after = change.after() == null ? null : table.mapping().map(change.newRow());
            if (judge.bypass(table.mapping(), change, split)) {
                bypass(connection, table, change, before, after);
            } else {
                own(connection, table, change, before, after);
            }
            return null;
        } catch (DataFault | RefusedException e) {
            return e.getMessage();
        } catch (SQLException e) {
            if (Fault.of(e) == Fault.DATA) {
                return e.getMessage();
            }
            throw e;
        }
    }

    /** A row before that has no image in the target can't have been there: the change then meets what it meets. */
    private static @Nullable Row beforeOf(RowMapping mapping, Change change) throws DataFault {
        if (change.before() == null) {
            return null;
        }
        try {
            return mapping.map(change.oldRow());
        } catch (DataFault e) {
            if (change.kind() == Change.Kind.UPDATE) {
                return null;
            }
            throw e;
        }
    }

    private void own(Connection connection, TargetTable table, Change change, @Nullable Row before, @Nullable Row after)
            throws SQLException, RefusedException {
        if (after == null) {
            Row gone = Objects.requireNonNull(before);
            if (table.delete(connection, gone) == 0) {
                Row found = table.find(connection, gone);
                if (found != null) {
                    conflict(connection, table, change, before, null, found);
                }
            }
            return;
        }
        if (change.kind() == Change.Kind.INSERT) {
            insert(connection, table, change, after);
        } else if ((before == null || table.update(connection, before, after) == 0)
                && !table.holds(connection, after)) {
            conflict(connection, table, change, before, after, table.find(connection, after));
        }
    }

    private void insert(Connection connection, TargetTable table, Change change, Row after)
            throws SQLException, RefusedException {
        try {
            table.insert(connection, after);
        } catch (SQLException e) {
            if (!Fault.duplicate(e)) {
                throw e;
            }
            Row found = table.find(connection, after);
            if (found == null) {
                throw e;
            }
            if (table.holds(connection, after)) {
                return;
            }
            String cohort = table.mapping().targetCohort();
            if (cohort != null && !Objects.equals(found.text(cohort), after.text(cohort))) {
                throw new RefusedException("The id is taken by a row of another cohort key (" + cohort + " "
                        + found.text(cohort) + "). Two sides gave the same id; check `ids` of the phase.");
            }
            conflict(connection, table, change, null, after, found);
        }
    }

    private void conflict(
            Connection connection,
            TargetTable table,
            Change change,
            @Nullable Row before,
            @Nullable Row after,
            @Nullable Row found)
            throws SQLException, RefusedException {
        boolean ownerWins = policy == Conflicts.OWNER_WINS;
        if (ownerWins) {
            if (after != null) {
                table.put(connection, after);
            } else {
                table.remove(connection, Objects.requireNonNull(before));
            }
        }
        record(connection, Kind.CONFLICT, table, change, before, after, found, ownerWins, List.of());
        if (!ownerWins) {
            throw new RefusedException("Conflict: the row is neither as before nor as after the change.");
        }
    }

    private void bypass(
            Connection connection, TargetTable table, Change change, @Nullable Row before, @Nullable Row after)
            throws SQLException {
        Row keyed = Objects.requireNonNull(after != null ? after : before);
        Row found = table.find(connection, keyed);
        boolean applied = bypassApplied(connection, table, change, before, after, found);
        List<Row> sendBack = applied ? List.of() : List.of(table.keyOf(keyed));
        record(connection, Kind.BYPASS, table, change, before, after, found, applied, sendBack);
    }

    private static boolean bypassApplied(
            Connection connection,
            TargetTable table,
            Change change,
            @Nullable Row before,
            @Nullable Row after,
            @Nullable Row found)
            throws SQLException {
        try {
            if (after == null) {
                return found == null || table.delete(connection, Objects.requireNonNull(before)) == 1;
            }
            if (change.kind() == Change.Kind.INSERT && found == null) {
                return table.insert(connection, after) == 1;
            }
            return (before != null && table.update(connection, before, after) == 1)
                    || (found != null && table.holds(connection, after));
        } catch (SQLException e) {
            if (Fault.of(e) == Fault.DATA) {
                return false;
            }
            throw e;
        }
    }

    private void record(
            Connection connection,
            Kind kind,
            TargetTable table,
            Change change,
            @Nullable Row before,
            @Nullable Row after,
            @Nullable Row found,
            boolean applied,
            List<Row> sendBack)
            throws SQLException {
        Finding finding = new Finding(
                kind,
                table.mapping().target().name(),
                table.mapping().keyText(change.row()),
                table.mapping().cohortKey(change.row()),
                change.kind().name(),
                change.sourceMillis(),
                before,
                after,
                found,
                applied,
                sendBack);
        dev.banyan.sync.conflict.Conflicts.record(connection, stream, relocation, finding);
    }

    private TargetTable table(Change change) {
        return Objects.requireNonNull(tables.get(change.table()));
    }
}
