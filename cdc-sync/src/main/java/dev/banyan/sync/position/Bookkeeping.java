package dev.banyan.sync.position;

import dev.banyan.sync.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The tables that sync keeps in both databases of a phase, with a Flyway history of their own. */
public final class Bookkeeping {
    /** Captured from each source besides the mapped tables: markers, fences, heartbeats. */
    public static final List<String> CAPTURED = List.of(Positions.TABLE, "banyan_fence", "banyan_heartbeat");

    private static final List<String> BY_STREAM = List.of(
            Positions.TABLE, "banyan_heartbeat", "banyan_quarantine", "banyan_conflict", "banyan_schema_history");

    private Bookkeeping() {}

    /** Creates the tables or brings them up to this version. */
    public static void install(Database database) {
        Flyway.configure(Bookkeeping.class.getClassLoader())
                .dataSource(
                        database.address()
                                .urlWith("sslMode=PREFERRED&allowPublicKeyRetrieval=true&connectTimeout=3000"),
                        database.address().user(),
                        database.address().password().value())
                .locations("classpath:dev/banyan/sync/bookkeeping")
                .table("banyan_flyway")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Removes the rows of a stream from one database. */
    public static void forget(Connection connection, String stream) throws SQLException {
        for (String table : BY_STREAM) {
            delete(connection, "DELETE FROM " + table + " WHERE stream_name = ?", stream);
        }
    }

    /** Forgets what a stream knew of its source's tables, so that a first copy may learn it anew. */
    public static void forgetSchemaHistory(Connection connection, String stream) throws SQLException {
        delete(connection, "DELETE FROM banyan_schema_history WHERE stream_name = ?", stream);
    }

    /** Whether a stream knows its source's tables, without which it can't go on from a position. */
    public static boolean hasSchemaHistory(Connection connection, String stream) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM banyan_schema_history WHERE stream_name = ? LIMIT 1")) {
            select.setString(1, stream);
            try (ResultSet rs = select.executeQuery()) {
                return rs.next();
            }
        }
    }

    /** Removes a phase's fences from one database. */
    public static void forgetFences(Connection connection, String phase) throws SQLException {
        delete(connection, "DELETE FROM banyan_fence WHERE phase = ?", phase);
    }

    private static void delete(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, argument);
            delete.executeUpdate();
        } catch (SQLException e) {
            if (e.getErrorCode() != 1146) { // no such table: nothing was ever installed here
                throw e;
            }
        }
    }
}
