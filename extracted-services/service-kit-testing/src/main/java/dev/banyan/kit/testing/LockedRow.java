package dev.banyan.kit.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;

/** A row that somebody else holds, so that a request of the service comes to wait in mid-work. */
public final class LockedRow implements AutoCloseable {

    private final TestDatabase database;
    private final Connection other;

    private LockedRow(TestDatabase database, Connection other) {
        this.database = database;
        this.other = other;
    }

    /** @param statement locks the row: a SELECT ... FOR UPDATE, or an INSERT that is never committed */
    public static LockedRow by(TestDatabase database, String statement) throws SQLException {
        Connection other = DriverManager.getConnection(database.url(), "root", "");
        other.setAutoCommit(false);
        try (Statement lock = other.createStatement()) {
            lock.execute(statement);
        }
        return new LockedRow(database, other);
    }

    /** Returns when a transaction of the service waits for it. */
    public void awaitWaiter() {
        Awaitility.await()
                .until(() -> database.sql()
                                .sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                                .query(Long.class)
                                .single()
                        == 1);
    }

    public void release() throws SQLException {
        other.rollback();
    }

    @Override
    public void close() throws SQLException {
        other.close();
    }
}
