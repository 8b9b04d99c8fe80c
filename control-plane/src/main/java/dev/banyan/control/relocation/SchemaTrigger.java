package dev.banyan.control.relocation;

import dev.banyan.control.writers.TriggerNames;
import dev.banyan.control.writers.WriterTriggers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A trigger of the monolith's own. A relocation brings the rows that it writes as well, so that it must not fire for
 * rows that a relocation's stream writes, on either side; for streams of other phases it must.
 */
public record SchemaTrigger(String name, String table, String timing, String event, String body, String sqlMode) {
    private static final String GUARD = "@banyan_relocation";

    /** The schema's triggers in the order in which they fire, without those of phases under way: they go with their phase. */
    public static List<SchemaTrigger> read(Connection connection, String schema) throws SQLException {
        List<SchemaTrigger> triggers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_statement, sql_mode"
                        + " FROM information_schema.triggers WHERE trigger_schema = ?"
                        + " ORDER BY event_object_table, event_manipulation, action_timing, action_order")) {
            select.setString(1, schema);
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    SchemaTrigger trigger = new SchemaTrigger(
                            rs.getString(1),
                            rs.getString(2),
                            rs.getString(3),
                            rs.getString(4),
                            rs.getString(5),
                            rs.getString(6));
                    if (!trigger.name().startsWith(WriterTriggers.OF_PHASES)) {
                        triggers.add(trigger);
                    }
                }
            }
        }
        return triggers;
    }

    /** One of those that banyan makes: they tell streams from writers by themselves. */
    public boolean ours() {
        return name.startsWith(TriggerNames.OURS);
    }

    /** Whether it leaves rows of a relocation alone. */
    public boolean guarded() {
        return ours() || body.toLowerCase(Locale.ROOT).contains(GUARD);
    }

    /** The statements that create it, guarded, on one session. */
    public List<String> create() {
        return List.of(mode(), "CREATE TRIGGER " + definition());
    }

    /** The statements that put a guarded one in its place, on one session; no writer meets the table without it. */
    public List<String> replace(boolean mariaDb) {
        if (mariaDb) {
            return List.of(mode(), "CREATE OR REPLACE TRIGGER " + definition());
        }
        return List.of(
                mode(),
                "LOCK TABLES `" + table + "` WRITE",
                "DROP TRIGGER `" + name + "`",
                "CREATE TRIGGER " + definition(),
                "UNLOCK TABLES");
    }

    private String mode() {
        return "SET SESSION sql_mode = '" + sqlMode + "'";
    }

    private String definition() {
        String head = "`" + name + "` " + timing + " " + event + " ON `" + table + "` FOR EACH ROW ";
        if (guarded()) {
            return head + body;
        }
        String own = body.strip();
        return head + "BEGIN\nIF " + GUARD + " IS NULL THEN\n" + (own.endsWith(";") ? own : own + ";")
                + "\nEND IF;\nEND";
    }
}
