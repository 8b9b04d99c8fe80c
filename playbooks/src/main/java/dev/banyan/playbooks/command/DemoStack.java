package dev.banyan.playbooks.command;

import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.site.Places;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

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
}
