package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.site.Places;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The stack of the current directory, as the demo's commands reach it. */
final class DemoStack {
    private static final String URL = "sslMode=PREFERRED&allowPublicKeyRetrieval=true&connectTimeout=3000";

    private DemoStack() {}

    /** Where everything is just now. */
    static Places places(Session session) {
        return Places.now(LocalStack.of(session), session.migration(), session.store());
    }

    /** A connection to one of its databases; the caller closes it. */
    static Connection connect(DatabaseAddress database) throws SQLException {
        return DriverManager.getConnection(
                database.urlWith(URL), database.user(), database.password().value());
    }

    /** What becomes of a row that was read. */
    interface Reading {
        void of(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows of one of its databases.
     *
     * @throws CommandFailure when it can't be read
     */
    static void read(DatabaseAddress database, String sql, List<Long> parameters, Reading reading) {
        try (Connection connection = connect(database);
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setLong(i + 1, parameters.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reading.of(rows);
                }
            }
        } catch (SQLException e) {
            throw CommandFailure.unreachable("Can't read " + database.host() + ":" + database.port() + "/"
                    + database.schema() + ": " + e.getMessage() + ". See: banyan stack status");
        }
    }
}
