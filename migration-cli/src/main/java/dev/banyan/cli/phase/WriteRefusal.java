package dev.banyan.cli.phase;

import dev.banyan.cli.session.Databases;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.writers.TriggerChanges;
import dev.banyan.control.writers.TriggerNames;
import java.util.List;

/**
 * Triggers by which a database refuses writes to a table that has moved, unless its session has {@code @banyan_apply = 1}, as the applier's
 * has. Installing them again changes nothing.
 */
final class WriteRefusal {
    private static final String PREFIX = TriggerNames.OURS + "refuse_";

    private final DatabaseAddress database;

    WriteRefusal(DatabaseAddress database) {
        this.database = database;
    }

    /** Waits at most 10 s for running transactions on the table. */
    void install(String table, String service) {
        List<String> triggers = TriggerNames.EVENTS.stream()
                .map(event -> ddl(table, service, event))
                .toList();
        Databases.use("monolith", database, connection -> {
            TriggerChanges.execute(connection, triggers);
            return true;
        });
    }

    static String triggerName(String table, String event) {
        return TriggerNames.of(PREFIX, table, event);
    }

    private static String ddl(String table, String service, String event) {
        String message = "table " + table + " moved to service " + service;
        String text = message.length() > 128 ? message.substring(0, 128) : message;
        return "CREATE TRIGGER IF NOT EXISTS `"
                + TriggerNames.before(event, PREFIX, table) + "` BEFORE " + event + " ON `"
                + table
                + "` FOR EACH ROW BEGIN IF @banyan_apply IS NULL OR @banyan_apply <> 1 THEN SIGNAL SQLSTATE '45000'"
                + " SET MESSAGE_TEXT = '" + text.replace("'", "''") + "'; END IF; END";
    }
}
