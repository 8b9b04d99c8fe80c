package dev.banyan.sync.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is opened when it is first asked for, and again after it was closed because it failed. For one thread. */
public final class KeptConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private final Opening opening;
    private @Nullable Connection connection;

    /** Opens one. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws SQLException;
    }

    public KeptConnection(Opening opening) {
        this.opening = opening;
    }

    public boolean isOpen() {
        return connection != null;
    }

    public Connection get() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = opening.open();
            connection = current;
        }
        return current;
    }

    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.debug("closing", e);
            }
        }
    }
}
