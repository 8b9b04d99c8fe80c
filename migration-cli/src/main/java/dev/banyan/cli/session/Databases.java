package dev.banyan.cli.session;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Direct connections to the databases of a migration's sites. */
public final class Databases {
    /** Work on an open connection. */
    @FunctionalInterface
    public interface Use<T extends @org.jspecify.annotations.Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    private Databases() {}

    /**
     * Opens a connection, uses it and closes it. Waits at most 2 s for a connection and 30 s for an answer; values of time are passed as they
     * are.
     *
     * @param site what messages call it, such as {@code monolith}
     */
    public static <T extends @org.jspecify.annotations.Nullable Object> T use(
            String site, DatabaseAddress address, Use<T> use) {
        try (Connection connection = DriverManager.getConnection(
                address.urlWith("connectTimeout=2000&socketTimeout=30000&sslMode=PREFERRED&allowPublicKeyRetrieval=true"
                        + "&connectionTimeZone=LOCAL&forceConnectionTimeZoneToSession=false"),
                address.user(),
                address.password().value())) {
            return use.with(connection);
        } catch (SQLException e) {
            throw CommandFailure.unreachable("The database of '" + site + "' at " + address.host() + ":"
                    + address.port() + "/" + address.schema() + " can't be used as " + address.user() + ": "
                    + rootMessage(e) + ". Check that the server runs, and the section of '" + site
                    + "' in migration.yaml.");
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
