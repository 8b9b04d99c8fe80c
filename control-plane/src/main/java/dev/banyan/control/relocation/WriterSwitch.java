package dev.banyan.control.relocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * One row that says whether a database may be written by others than the streams of its relocation. Triggers on all
 * tables read it under a share lock that their transaction keeps, so that changing it is a barrier: it waits for every
 * transaction that has written, and whoever writes later sees it changed.
 *
 * <p>Changes bear the journal id of the shift that makes them, and none is overtaken by an earlier one: a coordinator may
 * change a switch only before its shift has been settled, and settling changes nothing that a later shift has changed.
 * Static functions over a caller's connection.
 */
public final class WriterSwitch {
    public static final String TABLE = "banyan_writers";
    private static final int NO_SUCH_TABLE = 1146;

    private WriterSwitch() {}

    /** @param shift the journal id of the shift that last changed it; 0 for none */
    public record State(boolean refused, long shift) {}

    /** Creates the switch, unless there is one. */
    public static void install(Connection connection, boolean refused) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (id TINYINT NOT NULL PRIMARY KEY,"
                    + " refused BOOLEAN NOT NULL, shift_id BIGINT NOT NULL) ENGINE = InnoDB");
            statement.execute("INSERT IGNORE INTO " + TABLE + " VALUES (1, " + (refused ? 1 : 0) + ", 0)");
        }
    }

    public static void remove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + TABLE);
        }
    }

    /** Empty in a database that has no switch. */
    public static Optional<State> read(Connection connection) throws SQLException {
        return read(connection, "");
    }

    /** Whether writers are refused; they stay as they are until the caller's transaction ends. */
    public static boolean refusedUntilCommit(Connection connection) throws SQLException {
        return read(connection, " LOCK IN SHARE MODE").map(State::refused).orElse(false);
    }

    private static Optional<State> read(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs =
                        statement.executeQuery("SELECT refused, shift_id FROM " + TABLE + " WHERE id = 1" + lock)) {
            return rs.next() ? Optional.of(new State(rs.getBoolean(1), rs.getLong(2))) : Optional.empty();
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Refuses writers from now on, in one transaction with raising the epochs of the streams of all other phases into this
     * database, so that no applier that still runs can commit again. Waits for transactions that have written, as long as
     * the session's {@code innodb_lock_wait_timeout} says. Positions first, as appliers lock.
     *
     * @return false when the shift was settled, or overtaken, before
     */
    public static boolean refuse(Connection connection, String relocation, long shift) throws SQLException {
        return inTransaction(connection, () -> {
            try (PreparedStatement raise = connection.prepareStatement(
                    "UPDATE banyan_position SET epoch = epoch + 1, counter = counter + 1 WHERE stream_name NOT IN (?, ?)")) {
                raise.setString(1, relocation + ".forward");
                raise.setString(2, relocation + ".reverse");
                raise.executeUpdate();
            }
            return set(connection, true, shift);
        });
    }

    /** Lets writers in. @return false when the shift was settled, or overtaken, before */
    public static boolean open(Connection connection, long shift) throws SQLException {
        return inTransaction(connection, () -> set(connection, false, shift));
    }

    /** As it must be once a shift has ended; changes nothing that a later shift has changed. */
    public static void settle(Connection connection, boolean refused, long shift) throws SQLException {
        Optional<State> now = read(connection);
        if (now.isEmpty()
                || now.get().shift() > shift
                || (now.get().shift() == shift && now.get().refused() == refused)) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + TABLE + " SET refused = ?, shift_id = ? WHERE id = 1 AND shift_id <= ?")) {
            update.setBoolean(1, refused);
            update.setLong(2, shift);
            update.setLong(3, shift);
            update.executeUpdate();
        }
    }

    private static boolean set(Connection connection, boolean refused, long shift) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + TABLE + " SET refused = ?, shift_id = ? WHERE id = 1 AND shift_id < ?")) {
            update.setBoolean(1, refused);
            update.setLong(2, shift);
            update.setLong(3, shift);
            return update.executeUpdate() == 1;
        }
    }

    private interface Work {
        boolean run() throws SQLException;
    }

    private static boolean inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean done = work.run();
            if (done) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return done;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
