package dev.banyan.cli.doctor;

import dev.banyan.cli.doctor.Finding.Fix;
import dev.banyan.control.phase.IdRules;
import dev.banyan.control.store.ControlStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The interleave rule of one site's server: odd ids from the monolith's, even ones from the service's. */
final class IdRule {
    private static final String CHECK = "ids";
    private static final Set<String> FROM_START = Set.of(
            "CONFIG",
            "COMMAND-LINE",
            "COMMAND_LINE",
            "ENVIRONMENT",
            "EXPLICIT",
            "GLOBAL",
            "SERVER",
            "EXTRA",
            "PERSISTED");

    /** Start times are known to the second, and two looks at them may fall on two sides of one. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    private final Server server;
    private final String site;
    private final int offset;
    private final @Nullable ControlStore store;

    /** @param offset 1 for the monolith's server, 2 for a service's */
    IdRule(Server server, String site, int offset, @Nullable ControlStore store) {
        this.server = server;
        this.site = site;
        this.offset = offset;
        this.store = store;
    }

    void check(Findings findings) throws SQLException {
        if (!inForce()) {
            List<String> statements = List.of(
                    server.set("auto_increment_increment", "2"),
                    server.set("auto_increment_offset", String.valueOf(offset)));
            findings.refuse(
                    CHECK,
                    wrong(),
                    "Run: banyan doctor --fix, or: " + String.join("; ", statements)
                            + server.lasting("auto_increment_increment=2 and auto_increment_offset=" + offset)
                            + "; then restart the application's connections.",
                    new Fix(statements, true));
            return;
        }
        if (fromStart()) {
            findings.ok(CHECK, (offset == 1 ? "Odd" : "Even") + " ids since the server's start");
            return;
        }
        if (store != null && since().isEmpty()) {
            findings.warn(
                    CHECK,
                    "Since when ids are interleaved is not known; all present sessions count as older than the rule",
                    "Run: banyan doctor --fix, and restart the application's connections.",
                    new Fix(List.of(), true));
            return;
        }
        List<OlderSession> older = olderSessions();
        if (older.isEmpty()) {
            findings.ok(CHECK, (offset == 1 ? "Odd" : "Even") + " ids in every session");
        } else {
            findings.warn(
                    CHECK,
                    older.size() + " sessions are older than the id rule and may give any id, such as " + older.get(0),
                    "Restart the application's connections; a keyed shift is refused until then.");
        }
    }

    /** Why the server may still give ids of the other side; empty when it can't. */
    Optional<String> problem() throws SQLException {
        if (!inForce()) {
            return Optional.of(wrong());
        }
        List<OlderSession> older = olderSessions();
        return older.isEmpty()
                ? Optional.empty()
                : Optional.of(older.size() + " sessions on " + site + " are older than the id rule, such as "
                        + older.get(0) + "; restart the application's connections");
    }

    private boolean inForce() {
        return server.number("auto_increment_increment", 1) == 2 && server.number("auto_increment_offset", 1) == offset;
    }

    private String wrong() {
        return "auto_increment_increment is " + server.variable("auto_increment_increment", "1")
                + " and auto_increment_offset " + server.variable("auto_increment_offset", "1") + " on " + site
                + "; 2 and " + offset + " are needed, so that both sides never give the same id";
    }

    /** Sessions that may still give ids by an older rule; none when the server has had the rule from its start. */
    List<OlderSession> olderSessions() throws SQLException {
        if (fromStart()) {
            return List.of();
        }
        Optional<IdRules.Since> since = since();
        String limit = since.map(rule -> String.valueOf(rule.connectionId())).orElse("CONNECTION_ID()");
        List<OlderSession> older = new ArrayList<>();
        try (PreparedStatement select = server.connection()
                .prepareStatement("SELECT id, user, host FROM information_schema.processlist WHERE id < " + limit
                        + " AND user NOT IN (?, 'system user', 'event_scheduler') ORDER BY id")) {
            select.setString(1, server.address().user());
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    older.add(new OlderSession(rs.getLong(1), rs.getString(2), rs.getString(3)));
                }
            }
        }
        return older;
    }

    /** Remembers that the rule holds for sessions from now on. Ask on a connection opened after it was set. */
    void record() throws SQLException {
        if (store == null) {
            throw new IllegalStateException("The control store is needed to record since when ids are interleaved.");
        }
        long connectionId = Long.parseLong(server.list("SELECT CONNECTION_ID()").get(0));
        new IdRules(store).record(site, new IdRules.Since(connectionId, started()));
    }

    private Optional<IdRules.Since> since() throws SQLException {
        if (store == null) {
            return Optional.empty();
        }
        Instant started = started();
        return new IdRules(store)
                .find(site)
                .filter(since ->
                        Duration.between(since.serverStarted(), started).abs().compareTo(SAME_START) <= 0);
    }

    private Instant started() throws SQLException {
        try (PreparedStatement select = server.connection()
                        .prepareStatement("SELECT UNIX_TIMESTAMP(), variable_value FROM "
                                + (server.version().mariaDb() ? "information_schema" : "performance_schema")
                                + ".global_status WHERE variable_name = 'UPTIME'");
                ResultSet rs = select.executeQuery()) {
            rs.next();
            return Instant.ofEpochSecond(rs.getLong(1) - rs.getLong(2));
        }
    }

    /** Whether both variables have had their value since the server started; unknown counts as no. */
    private boolean fromStart() {
        String sql = server.version().mariaDb()
                ? "SELECT global_value_origin FROM information_schema.system_variables WHERE variable_name IN"
                        + " ('AUTO_INCREMENT_INCREMENT', 'AUTO_INCREMENT_OFFSET') AND NOT (global_value_origin = 'COMPILE-TIME' AND variable_name = 'AUTO_INCREMENT_OFFSET')"
                : "SELECT variable_source FROM performance_schema.variables_info WHERE variable_name IN"
                        + " ('auto_increment_increment', 'auto_increment_offset')"
                        + " AND NOT (variable_source = 'COMPILED' AND variable_name = 'auto_increment_offset')";
        try {
            List<String> origins = server.list(sql);
            return !origins.isEmpty()
                    && origins.stream().allMatch(origin -> FROM_START.contains(origin.toUpperCase(Locale.ROOT)));
        } catch (SQLException e) {
            return false;
        }
    }
}
