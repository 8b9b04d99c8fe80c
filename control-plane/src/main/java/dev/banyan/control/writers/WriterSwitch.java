package dev.banyan.control.writers;

import dev.banyan.control.config.PhaseDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * One row for each phase that says whether a database may be written by others than the phase's streams. Triggers on
 * the phase's tables read it under a share lock that their transaction keeps, so that changing it is a barrier: it waits for every
 * transaction that has written, and whoever writes later sees it changed.
 *
 * <p>Changes bear the journal id of the shift that makes them, and none is overtaken by an earlier one: a coordinator may
 * change a switch only before its shift has been settled, and settling changes nothing that a later shift has changed.
 *
 * @param everything whether it is a relocation's, which stops the writers of all tables, and streams of other phases too
 */
public record WriterSwitch(String phase, boolean everything) {
    public static final String TABLE = "banyan_writers";

    private static final String EVERYTHING = "*";
    private static final int NO_SUCH_TABLE = 1146;

    public static WriterSwitch of(PhaseDefinition phase) {
        return new WriterSwitch(phase.name(), phase.relocation());
    }

    /** What its row is called; fit for a literal. */
    String scope() {
        return everything ? EVERYTHING : phase;
    }

    /** @param shift the journal id of the shift that last changed it; 0 for none */
    public record State(boolean refused, long shift) {}

    /** Creates the switch, unless there is one. */
    public void install(Connection connection, boolean refused) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (scope VARCHAR(64) CHARACTER SET ascii COLLATE"
                    + " ascii_bin NOT NULL PRIMARY KEY, refused BOOLEAN NOT NULL, shift_id BIGINT NOT NULL)"
                    + " ENGINE = InnoDB");
            statement.execute(
                    "INSERT IGNORE INTO " + TABLE + " VALUES ('" + scope() + "', " + (refused ? 1 : 0) + ", 0)");
        }
    }

    /** Takes the row away; the table stays, for other phases'. */
    public void remove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + TABLE + " WHERE scope = '" + scope() + "'");
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) {
                throw e;
            }
        }
    }

    /** Empty in a database that has no switch. */
    public Optional<State> read(Connection connection) throws SQLException {
        return read(connection, scope(), "");
    }

    /** Whether a relocation refuses all writers of a database; it stays as it is until the caller's transaction ends. */
    public static boolean allRefusedUntilCommit(Connection connection) throws SQLException {
        return read(connection, EVERYTHING, " LOCK IN SHARE MODE")
                .map(State::refused)
                .orElse(false);
    }

    private static Optional<State> read(Connection connection, String scope, String lock) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(
                        "SELECT refused, shift_id FROM " + TABLE + " WHERE scope = '" + scope + "'" + lock)) {
            return rs.next() ? Optional.of(new State(rs.getBoolean(1), rs.getLong(2))) : Optional.empty();
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Refuses writers from now on. Waits for transactions that have written, as long as the session's
     * {@code innodb_lock_wait_timeout} says. Where it is everything that is left, the epochs of all other phases' streams into this
     * database are raised in the same transaction, so that no applier that still runs can commit again. Positions first, as
     * appliers lock.
     *
     * @return false when the shift was settled, or overtaken, before
     */
    public boolean refuse(Connection connection, long shift) throws SQLException {
        return inTransaction(connection, () -> {
            if (everything) {
                raiseEpochs(connection);
            }
            return set(connection, true, shift);
        });
    }

    private void raiseEpochs(Connection connection) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(
                "UPDATE banyan_position SET epoch = epoch + 1, counter = counter + 1 WHERE stream_name NOT IN (?, ?)")) {
            raise.setString(1, phase + ".forward");
            raise.setString(2, phase + ".reverse");
            raise.executeUpdate();
        }
    }

    /** Lets writers in. @return false when the shift was settled, or overtaken, before */
    public boolean open(Connection connection, long shift) throws SQLException {
        return inTransaction(connection, () -> set(connection, false, shift));
    }

    /** As it must be once a shift has ended; changes nothing that a later shift has changed. */
    public void settle(Connection connection, boolean refused, long shift) throws SQLException {
        Optional<State> now = read(connection);
        if (now.isEmpty()
                || now.get().shift() > shift
                || (now.get().shift() == shift && now.get().refused() == refused)) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + TABLE + " SET refused = ?, shift_id = ? WHERE scope = ? AND shift_id <= ?")) {
            update.setBoolean(1, refused);
            update.setLong(2, shift);
            update.setString(3, scope());
            update.setLong(4, shift);
            update.executeUpdate();
        }
    }

    private boolean set(Connection connection, boolean refused, long shift) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + TABLE + " SET refused = ?, shift_id = ? WHERE scope = ? AND shift_id < ?")) {
            update.setBoolean(1, refused);
            update.setLong(2, shift);
            update.setString(3, scope());
            update.setLong(4, shift);
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
