package dev.banyan.sync.position;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Ids of rows in bookkeeping tables. A relocation carries the rows of other phases' streams over, with their ids; the rows
 * of its own streams stay where they are, and have negative ids, rising as well, so that the two never meet.
 */
public final class RowIds {
    private static final long FIRST = Long.MIN_VALUE / 2;

    private RowIds() {}

    /** @return null: the server gives one */
    public static @Nullable Long next(Connection connection, String table, boolean relocation) throws SQLException {
        if (!relocation) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(
                        "SELECT COALESCE(MAX(id), " + FIRST + ") + 1 FROM " + table + " WHERE id < 0")) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
