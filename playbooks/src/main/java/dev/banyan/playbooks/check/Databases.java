package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads from the stack's databases. */
public final class Databases {

    private static final String URL = "sslMode=PREFERRED&allowPublicKeyRetrieval=true&connectionTimeZone=LOCAL"
            + "&forceConnectionTimeZoneToSession=false&connectTimeout=3000&socketTimeout=30000";

    /** Makes a value of the row that the result set stands on. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Databases() {}

    /** @throws CommandFailure when the database can't be read */
    public static <T> List<T> read(DatabaseAddress address, String sql, Row<T> mapper, long... parameters) {
        try (Connection connection = DriverManager.getConnection(
                        address.urlWith(URL), address.user(), address.password().value());
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setLong(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(mapper.of(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw Unreadable.source(
                    "Can't read " + address.host() + ":" + address.port() + "/" + address.schema() + " as "
                            + address.user() + ": " + e.getMessage(),
                    e);
        }
    }
}
