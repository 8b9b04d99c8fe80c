package dev.banyan.cli.doctor;

import dev.banyan.control.config.DatabaseAddress;
import java.sql.SQLException;
import java.util.Optional;

/** Tells why a database can't be used. */
final class Reach {
    private static final int ACCESS_DENIED = 1045;
    private static final int SCHEMA_DENIED = 1044;
    private static final int UNKNOWN_SCHEMA = 1049;

    private Reach() {}

    /** Connects, or notes the reason why that failed. */
    static Optional<Server> connect(DatabaseAddress address, Findings findings) {
        try {
            Server server = Server.connect(address);
            findings.ok("reachable", server.version().text() + " as " + address.user());
            return Optional.of(server);
        } catch (SQLException e) {
            String section = "the database of '" + findings.site() + "' in migration.yaml";
            switch (e.getErrorCode()) {
                case ACCESS_DENIED ->
                    findings.refuse(
                            "reachable",
                            "The server refuses user '" + address.user() + "': wrong password, or no such user",
                            "Check user and password of " + section + ".");
                case UNKNOWN_SCHEMA ->
                    findings.refuse(
                            "reachable",
                            "The server has no schema '" + address.schema() + "'",
                            "Check the url of " + section + ", or run: CREATE DATABASE `" + address.schema() + "`");
                case SCHEMA_DENIED ->
                    findings.refuse(
                            "reachable",
                            "User '" + address.user() + "' may not use schema '" + address.schema() + "'",
                            "Run: GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, TRIGGER ON `"
                                    + address.schema() + "`.* TO '" + address.user() + "'@'%'");
                default ->
                    findings.refuse(
                            "reachable",
                            "No server answers within 3 s: " + root(e),
                            "Start it, or check the url of " + section + ".");
            }
            return Optional.empty();
        }
    }

    static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
    }
}
