package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Tables locked for writing, until closed or this process ends. */
final class TableLock {
    private final Connection connection;

    private TableLock(Connection connection) {
        this.connection = connection;
    }

    /** @throws CommandFailure when they can't be locked within ten seconds */
    static TableLock take(DatabaseAddress database, List<String> tables) {
        String locks = String.join(
                ", ",
                tables.stream()
                        .map(table -> "`" + table.replace("`", "``") + "` WRITE")
                        .toList());
        Connection connection = null;
        try {
            connection = DemoStack.connect(database);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_wait_timeout = 10");
                statement.execute("LOCK TABLES " + locks);
            }
            return new TableLock(connection);
        } catch (SQLException e) {
            if (connection != null) {
                new TableLock(connection).close();
            }
            throw CommandFailure.refused("Can't lock " + String.join(", ", tables) + " at " + database.host() + ":"
                    + database.port() + "/" + database.schema() + ": " + e.getMessage());
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // A lock ends with its connection, and that is gone.
        }
    }
}
