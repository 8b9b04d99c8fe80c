package dev.banyan.control.writers;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.routing.Owner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The triggers by which the tables of a phase, on one of its sides, obey its {@link WriterSwitch}. Installing them again
 * changes nothing.
 */
public final class WriterTriggers {
    /** What names of all of them begin with, but for a relocation's. */
    public static final String OF_PHASES = TriggerNames.OURS + "fence_";

    private static final String OF_RELOCATIONS = TriggerNames.OURS + "left_";
    private static final int LONGEST_MESSAGE = 128;

    private final PhaseDefinition phase;
    private final Owner side;
    private final List<String> tables;

    private WriterTriggers(PhaseDefinition phase, Owner side) {
        this.phase = phase;
        this.side = side;
        this.tables = phase.tables().stream()
                .map(side == Owner.MONOLITH ? TableMapping::from : TableMapping::to)
                .toList();
    }

    /** @param phase of a relocation with its tables */
    public static WriterTriggers of(PhaseDefinition phase, Owner side) {
        return new WriterTriggers(phase, side);
    }

    /** What people call them. */
    public static String names(PhaseDefinition phase) {
        return prefix(phase) + "*";
    }

    private static String prefix(PhaseDefinition phase) {
        return phase.relocation() ? OF_RELOCATIONS : OF_PHASES;
    }

    public List<String> tables() {
        return tables;
    }

    /** Waits at most 10 s for running transactions on each table. */
    public void install(Connection connection) throws SQLException {
        TriggerChanges.execute(connection, forEach(this::creation));
    }

    /** As {@link #install} waits. */
    public void remove(Connection connection) throws SQLException {
        TriggerChanges.execute(
                connection, forEach((table, event) -> "DROP TRIGGER IF EXISTS `" + name(table, event) + "`"));
    }

    private List<String> forEach(BinaryOperator<String> ddl) {
        return tables.stream()
                .flatMap(table -> TriggerNames.EVENTS.stream().map(event -> ddl.apply(table, event)))
                .toList();
    }

    /** The tables whose triggers are not all there, or obey another phase's switch. */
    public List<String> missing(Connection connection) throws SQLException {
        Map<String, String> present = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("SELECT trigger_name, action_statement FROM"
                        + " information_schema.triggers WHERE trigger_schema = DATABASE()")) {
            while (rs.next()) {
                present.put(rs.getString(1), rs.getString(2));
            }
        }
        return tables.stream()
                .filter(table -> !TriggerNames.EVENTS.stream()
                        .allMatch(event ->
                                present.getOrDefault(name(table, event), "").contains(row())))
                .toList();
    }

    private String name(String table, String event) {
        return TriggerNames.before(event, prefix(phase), table);
    }

    private String row() {
        return "scope = '" + WriterSwitch.of(phase).scope() + "'";
    }

    private String creation(String table, String event) {
        // Streams of other phases write into the home as anybody does: a relocation stops them, too.
        String others =
                phase.relocation() ? "@banyan_relocation IS NULL" : "@banyan_apply IS NULL OR @banyan_apply <> 1";
        return "CREATE TRIGGER IF NOT EXISTS `" + name(table, event) + "` BEFORE " + event + " ON `" + table
                + "` FOR EACH ROW BEGIN DECLARE banyan_refused BOOLEAN DEFAULT FALSE; IF " + others
                + " THEN SELECT refused INTO banyan_refused FROM " + WriterSwitch.TABLE + " WHERE " + row()
                + " LOCK IN SHARE MODE; IF banyan_refused THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '"
                + message(table).replace("'", "''") + "'; END IF; END IF; END";
    }

    private String message(String table) {
        if (phase.relocation()) {
            return "this database was left: write to the one that the monolith has moved to";
        }
        String words = side == Owner.MONOLITH
                ? "write by the proxy: service " + phase.service() + " takes over table " + table
                : "write by the proxy: the monolith owns what table " + table + " holds";
        return words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words;
    }
}
