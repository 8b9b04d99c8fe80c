package dev.banyan.control.writers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Changes triggers of tables that are being written. */
public final class TriggerChanges {
    /**
     * After a change. While one waits for its table, a transaction that has read the table and would write it is rolled back, as the two wait for each other
     * (metadata locks; MySQL manual, <i>Metadata Locking</i>); it shall have time for another try before the next change, whoever makes that.
     */
    private static final Duration BREATH = Duration.ofMillis(100);

    private TriggerChanges() {}

    /** Executes CREATE TRIGGER and DROP TRIGGER in turn; each waits at most 10 s for running transactions on its table. */
    public static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = 10");
            for (String change : statements) {
                statement.execute(change);
                LockSupport.parkNanos(BREATH.toNanos());
            }
        }
    }
}
