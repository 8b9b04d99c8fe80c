package dev.banyan.cli.doctor;

import dev.banyan.cli.doctor.Finding.Fix;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether everything that changes a row can be read from the server's binlog. */
final class BinlogChecks {
    private static final String CHECK = "binlog";
    private static final int ACCESS_DENIED = 1227;
    private static final int NO_BINLOG = 1381;
    private static final double DAY = 86_400;

    private final Server server;
    private final Findings findings;

    BinlogChecks(Server server, Findings findings) {
        this.server = server;
        this.findings = findings;
    }

    void run() throws SQLException {
        List<String> filters = filters();
        findings.group(CHECK, "Row format, full images", () -> {
            check();
            filters.forEach(filter -> findings.refuse(
                    CHECK,
                    "The binlog of " + findings.site() + " leaves schema '"
                            + server.address().schema() + "' out: " + filter,
                    "Remove the option from the server's configuration and restart it."));
        });
        retention();
    }

    /** Options that keep this schema out of the binlog; none where the user may not see them. */
    private List<String> filters() throws SQLException {
        boolean newWord = !server.version().mariaDb() && server.version().atLeast(8, 2);
        String schema = server.address().schema();
        List<String> filters = new ArrayList<>();
        try (Statement statement = server.connection().createStatement();
                ResultSet rs = statement.executeQuery(newWord ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS")) {
            while (rs.next()) {
                List<String> only = List.of(rs.getString(3).split(","));
                List<String> ignored = List.of(rs.getString(4).split(","));
                if (!rs.getString(3).isEmpty() && !only.contains(schema)) {
                    filters.add("binlog-do-db=" + rs.getString(3));
                }
                if (ignored.contains(schema)) {
                    filters.add("binlog-ignore-db=" + rs.getString(4));
                }
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED && e.getErrorCode() != NO_BINLOG) {
                throw e;
            }
        }
        return filters;
    }

    private void check() {
        if (!server.variable("log_bin", "OFF").matches("ON|1")) {
            findings.refuse(
                    CHECK,
                    "log_bin is OFF on " + findings.site() + "; changes can't be captured",
                    "Add log_bin to the server's configuration and restart it.");
            return;
        }
        needed("binlog_format", "ROW", "'ROW'");
        needed("binlog_row_image", "FULL", "'FULL'");
        if (server.version().mariaDb()) {
            if (server.version().atLeast(11, 4)) {
                needed("binlog_legacy_event_pos", "ON|1", "1");
            }
            needed("log_bin_compress", "OFF|0", "0");
        } else {
            needed("binlog_row_value_options", "", "''");
        }
        if (server.number("server_id", 1) == 0) {
            findings.refuse(
                    CHECK,
                    "server_id is 0 on " + findings.site() + "; no one may read its binlog",
                    "Give the server an id of its own, and add it to its configuration. Run: "
                            + server.set("server_id", "N"));
        }
    }

    /** A variable that must have a value; a server that does not know it is fine. */
    private void needed(String variable, String pattern, String literal) {
        String value = server.variable(variable, "");
        if (value.isEmpty() || value.matches(pattern)) {
            return;
        }
        String statement = server.set(variable, literal);
        findings.refuse(
                CHECK,
                variable + " is " + value + " on " + findings.site() + "; " + literal.replace("'", "") + " is needed",
                "Run: " + statement + server.lasting(variable + "=" + literal.replace("'", ""))
                        + "; then restart the application's connections, which keep the old value.",
                new Fix(List.of(statement), false));
    }

    private void retention() {
        double seconds = server.number("binlog_expire_logs_seconds", 0);
        if (seconds == 0) {
            seconds = server.number("expire_logs_days", 0) * DAY;
        }
        if (seconds > 0 && seconds < DAY) {
            String statement = server.set("binlog_expire_logs_seconds", "604800");
            findings.warn(
                    "binlog retention",
                    "The binlog is kept for %.1f hours only; a stream that stands longer must start anew"
                            .formatted(seconds / 3600),
                    "Run: " + statement + server.lasting("binlog_expire_logs_seconds=604800"),
                    new Fix(List.of(statement), false));
        }
    }
}
