package dev.banyan.sync.database;

import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One database as sync reaches it. Connections pass date and time values as they are, with no conversion. */
public record Database(DatabaseAddress address) {
    private static final String DRIVER = "sslMode=PREFERRED&allowPublicKeyRetrieval=true&connectTimeout=3000"
            + "&socketTimeout=60000&tcpKeepAlive=true&useServerPrepStmts=false&rewriteBatchedStatements=true"
            + "&characterEncoding=UTF-8&connectionTimeZone=LOCAL&forceConnectionTimeZoneToSession=false";

    /** Strict, so that no value is bent to fit; zeros are values and not wishes for a new id. */
    private static final String SQL_MODE =
            "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO,ERROR_FOR_DIVISION_BY_ZERO'";

    /** {@code host:port/schema}, for messages. */
    public String name() {
        return address.host() + ":" + address.port() + "/" + address.schema();
    }

    public String schema() {
        return address.schema();
    }

    /** A connection for reading, autocommit on; instants read as UTC. */
    public Connection connect() throws SQLException {
        Connection connection = open();
        run(connection, "SET SESSION time_zone = '+00:00'");
        return connection;
    }

    /**
     * A connection for applying, autocommit off; it sets {@code @banyan_apply} so that triggers can tell.
     *
     * @param utc whether its session lives in UTC, as TIMESTAMP columns need; else in the server's zone, as triggers
     *     that read the clock expect
     * @param relocation whether it also brings what triggers wrote, and into a database that refuses all other writers
     */
    public Connection connectToApply(boolean utc, boolean relocation) throws SQLException {
        Connection connection = open();
        run(connection, SQL_MODE);
        run(connection, "SET @banyan_apply = 1" + (relocation ? ", @banyan_relocation = 1" : ""));
        run(connection, "SET SESSION innodb_lock_wait_timeout = 10");
        if (utc) {
            run(connection, "SET SESSION time_zone = '+00:00'");
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                address.urlWith(DRIVER), address.user(), address.password().value());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
