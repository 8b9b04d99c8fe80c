package dev.banyan.cli.doctor;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.schema.ServerVersion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection to one site's server, with what the server says about itself. Waits are bounded: 3 s to connect, 10 s for an answer. */
final class Server implements AutoCloseable {
    private static final String DRIVER = "connectTimeout=3000&socketTimeout=10000&sslMode=PREFERRED"
            + "&allowPublicKeyRetrieval=true&connectionTimeZone=LOCAL&forceConnectionTimeZoneToSession=false";

    private final DatabaseAddress address;
    private final Connection connection;
    private final ServerVersion version;
    private final Map<String, String> variables = new HashMap<>();

    private Server(DatabaseAddress address, Connection connection) throws SQLException {
        this.address = address;
        this.connection = connection;
        this.version = ServerVersion.of(connection);
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("SHOW GLOBAL VARIABLES")) {
            while (rs.next()) {
                variables.put(rs.getString(1).toLowerCase(Locale.ROOT), rs.getString(2));
            }
        }
    }

    static Server connect(DatabaseAddress address) throws SQLException {
        Connection connection = DriverManager.getConnection(
                address.urlWith(DRIVER), address.user(), address.password().value());
        try {
            return new Server(address, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static String where(DatabaseAddress address) {
        return address.host() + ":" + address.port() + "/" + address.schema();
    }

    DatabaseAddress address() {
        return address;
    }

    Connection connection() {
        return connection;
    }

    ServerVersion version() {
        return version;
    }

    /** A global variable as text, in upper case; {@code otherwise} where the server does not know it. */
    String variable(String name, String otherwise) {
        return variables.getOrDefault(name, otherwise).toUpperCase(Locale.ROOT);
    }

    /** A global variable as a number; {@code otherwise} where the server does not know it. */
    double number(String name, double otherwise) {
        try {
            return Double.parseDouble(variables.getOrDefault(name, String.valueOf(otherwise)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** The first column of every row. */
    List<String> list(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            while (rs.next()) {
                values.add(String.valueOf(rs.getString(1)));
            }
        }
        return values;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What distinguishes this server process from any other. */
    String identity() {
        return String.join(
                "|",
                variables.getOrDefault("hostname", ""),
                variables.getOrDefault("port", ""),
                variables.getOrDefault("datadir", ""),
                variables.getOrDefault("server_uid", variables.getOrDefault("server_uuid", "")));
    }

    /** {@code SET GLOBAL}, or on MySQL the kind that outlives a restart. */
    String set(String variable, String value) {
        return (version.mariaDb() ? "SET GLOBAL " : "SET PERSIST ") + variable + " = " + value;
    }

    /** What must be added to a sentence about a variable so that the change outlives a restart. */
    String lasting(String option) {
        return version.mariaDb() ? ", and add " + option + " to the server's configuration" : "";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
