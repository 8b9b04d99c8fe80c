package dev.banyan.control.relocation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The triggers by which a database's tables obey its {@link WriterSwitch}. Installing them again changes nothing. */
public final class WriterTriggers {
    private static final String PREFIX = TriggerNames.OURS + "left_";
    private static final Map<String, String> EVENTS = events();

    private WriterTriggers() {}

    private static Map<String, String> events() {
        Map<String, String> events = new LinkedHashMap<>();
        events.put("ins", "INSERT");
        events.put("upd", "UPDATE");
        events.put("del", "DELETE");
        return events;
    }

    /** Waits at most 10 s for running transactions on each table. */
    public static void install(Connection connection, Collection<String> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = 10");
            for (String table : tables) {
                for (Map.Entry<String, String> event : EVENTS.entrySet()) {
                    statement.execute(ddl(table, event.getKey(), event.getValue()));
                }
            }
        }
    }

    public static void remove(Connection connection, Collection<String> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = 10");
            for (String table : tables) {
                for (String event : EVENTS.keySet()) {
                    statement.execute("DROP TRIGGER IF EXISTS `" + TriggerNames.of(PREFIX, table, event) + "`");
                }
            }
        }
    }

    /** The tables whose triggers are not all there. */
    public static List<String> missing(Connection connection, Collection<String> tables) throws SQLException {
        Set<String> present = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(
                        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()")) {
            while (rs.next()) {
                present.add(rs.getString(1));
            }
        }
        return tables.stream()
                .filter(table -> !EVENTS.keySet().stream()
                        .allMatch(event -> present.contains(TriggerNames.of(PREFIX, table, event))))
                .toList();
    }

    private static String ddl(String table, String event, String statement) {
        return "CREATE TRIGGER IF NOT EXISTS `" + TriggerNames.of(PREFIX, table, event) + "` BEFORE " + statement
                + " ON `" + table + "` FOR EACH ROW BEGIN DECLARE banyan_refused BOOLEAN DEFAULT FALSE;"
                + " IF @banyan_relocation IS NULL THEN SELECT refused INTO banyan_refused FROM " + WriterSwitch.TABLE
                + " WHERE id = 1 LOCK IN SHARE MODE; IF banyan_refused THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT ="
                + " 'this database was left: write to the one that the monolith has moved to'; END IF; END IF; END";
    }
}
