package dev.banyan.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes tokens into a database, each in a transaction of its own, and looks for them. Thread-safe. */
final class DatabaseWriter implements AutoCloseable {
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT = 1205;

    private final String url;
    private final String write;
    private final String find;
    private final Committed committed;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    /** Learns of a transaction: after its statements, and right before its commit, by {@link System#nanoTime}. */
    interface Committed {
        void between(long from, long to);
    }

    /** @param write a statement with the token as its parameter, as is {@code find}, which counts */
    DatabaseWriter(String url, String write, String find, Committed committed) {
        this.url = url;
        this.write = write;
        this.find = find;
        this.committed = committed;
    }

    /** Whether a transaction was taken back for a reason that any writer may meet, and could be tried again. */
    static boolean takenBack(SQLException e) {
        return e.getErrorCode() == DEADLOCK || e.getErrorCode() == LOCK_WAIT;
    }

    /** Returns once it is committed. */
    void write(String token) throws SQLException {
        use(write, token, statement -> {
            statement.execute();
            long from = System.nanoTime();
            long to = System.nanoTime();
            statement.getConnection().commit();
            committed.between(from, to);
            return true;
        });
    }

    boolean find(String token) throws SQLException {
        return use(find, token, statement -> {
            try (ResultSet rs = statement.executeQuery()) {
                rs.next();
                boolean found = rs.getInt(1) > 0;
                statement.getConnection().commit();
                return found;
            }
        });
    }

    private interface Work {
        boolean with(PreparedStatement statement) throws SQLException;
    }

    /** A connection that failed is not used again: closing it takes its transaction back. */
    private boolean use(String sql, String token, Work work) throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = DriverManager.getConnection(url, "root", "");
            connection.setAutoCommit(false);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, token);
            boolean answer = work.with(statement);
            idle.add(connection);
            return answer;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Nothing is lost: whatever was written is committed.
            }
        }
    }
}
