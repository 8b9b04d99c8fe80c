package dev.banyan.sync.apply;

import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.mapping.DataFault;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies changes as JDBC batches of consecutive statements of one shape, in source order. */
final class Fast {
    private static final int LARGEST = 2_000;

    private final Map<String, TargetTable> tables;

    Fast(Map<String, TargetTable> tables) {
        this.tables = tables;
    }

    /** Some row was not as expected; the transaction must be rolled back and done row by row. */
    static final class SurpriseException extends Exception {
        SurpriseException(String message) {
            super(message);
        }
    }

    void apply(Connection connection, List<Change> changes) throws SQLException, SurpriseException, DataFault {
        int from = 0;
        while (from < changes.size()) {
            Change first = changes.get(from);
            int to = from + 1;
            while (to < changes.size() && to - from < LARGEST && sameShape(first, changes.get(to))) {
                to++;
            }
            run(connection, changes.subList(from, to));
            from = to;
        }
    }

    private void run(Connection connection, List<Change> changes) throws SQLException, SurpriseException, DataFault {
        Change first = changes.get(0);
        TargetTable table = Objects.requireNonNull(tables.get(first.table()));
        int[] counts;
        try (PreparedStatement statement = connection.prepareStatement(table.statement(first.kind()))) {
            for (Change change : changes) {
                table.bind(statement, mapped(table, change.before()), mapped(table, change.after()));
                statement.addBatch();
            }
            counts = statement.executeBatch();
        } catch (BatchUpdateException e) {
            throw e.getCause() instanceof SQLException cause ? cause : e;
        }
        for (int count : counts) {
            if (count == 0) {
                throw new SurpriseException("A row of " + first.table() + " was not as its change expects.");
            }
        }
    }

    private static @Nullable Row mapped(TargetTable table, @Nullable Row row) throws DataFault {
        return row == null ? null : table.mapping().map(row);
    }

    private static boolean sameShape(Change a, Change b) {
        return a.kind() == b.kind() && a.table().equals(b.table());
    }
}
