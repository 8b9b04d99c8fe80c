package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads whole tables of the monolith's and the owner's database. */
final class Databases {

    private static final String URL = "sslMode=PREFERRED&allowPublicKeyRetrieval=true&connectionTimeZone=LOCAL"
            + "&forceConnectionTimeZoneToSession=false&connectTimeout=3000&socketTimeout=30000";

    /** Makes a value of the row that the result set stands on. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Databases() {}

    /** @throws CommandFailure when the database can't be read */
    static <T> List<T> read(DatabaseAddress address, String sql, Row<T> mapper) {
        try (Connection connection = DriverManager.getConnection(
                        address.urlWith(URL), address.user(), address.password().value());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(mapper.of(found));
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
