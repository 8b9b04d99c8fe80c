package dev.banyan.sync.apply;

import dev.banyan.sync.database.Database;
import dev.banyan.sync.database.Fault;
import dev.banyan.sync.database.KeptConnection;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.PositionLostException;
import dev.banyan.sync.position.Positions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that applies, and the position that it last committed. What passes by itself (deadlocks, lock waits,
 * a server that restarts, is read-only or full) is tried again for as long as it takes.
 */
final class TargetSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSession.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Database database;
    private final KeptConnection connection;
    private volatile Position position;
    private volatile String trouble = "";

    TargetSession(Database database, boolean utc, boolean relocation, Position position) {
        this.database = database;
        this.connection = new KeptConnection(() -> database.connectToApply(utc, relocation));
        this.position = position;
    }

    /** What one transaction does behind its marker. */
    interface Work {
        /** @return false to roll back, for a reason that another try would not change */
        boolean run(Connection connection) throws SQLException;
    }

    Position position() {
        return position;
    }

    /** Why it is trying again; empty when all is well. */
    String trouble() {
        return trouble;
    }

    /**
     * Commits {@code work} together with the position's move to {@code to}.
     *
     * @return false when the work asked for a roll-back
     * @throws PositionLostException when another process has taken the stream
     * @throws StreamHaltedException when the target's set-up is wrong
     */
    boolean transact(Position to, Work work) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                boolean fresh = !connection.isOpen();
                Connection current = connection.get();
                if (fresh && committedAlready(current)) {
                    return true;
                }
                Position next = Positions.advance(current, position, to);
                if (!work.run(current)) {
                    current.rollback();
                    return false;
                }
                current.commit();
                position = next;
                trouble = "";
                return true;
            } catch (SQLException e) {
                undo();
                if (Fault.of(e) != Fault.TRANSIENT) {
                    throw new StreamHaltedException(
                            "Can't apply to " + database.name() + ": " + e.getMessage()
                                    + ". Mend it there, then pause and resume the stream.",
                            e);
                }
                if (trouble.isEmpty()) {
                    LOG.info("{}: {} ({}); trying again", position.stream(), e.getMessage(), e.getErrorCode());
                }
                trouble = "Target " + database.name() + ": " + e.getMessage() + ". Trying again.";
                Thread.sleep(pause);
            } catch (PositionLostException e) {
                undo();
                throw e;
            }
        }
    }

    /** Reads outside of any transaction of the applier's. @return null when the database can't be read now */
    <T> @Nullable T read(Reading<T> reading) {
        try {
            T result = reading.run(connection.get());
            connection.get().rollback();
            return result;
        } catch (SQLException e) {
            undo();
            return null;
        }
    }

    /** A read. */
    interface Reading<T> {
        T run(Connection connection) throws SQLException;
    }

    /** A commit whose answer was lost may have succeeded: then the row is one step further, by our epoch. */
    private boolean committedAlready(Connection current) throws SQLException {
        Position stored = Positions.find(current, position.stream()).orElse(null);
        current.rollback();
        if (stored == null || stored.epoch() != position.epoch()) {
            throw new PositionLostException(position.stream());
        }
        if (stored.counter() == position.counter() + 1) {
            position = stored;
            trouble = "";
            return true;
        }
        return false;
    }

    private void undo() {
        if (!connection.isOpen()) {
            return;
        }
        try {
            connection.get().rollback();
        } catch (SQLException e) {
            close();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
