package dev.banyan.sync.conflict;

import dev.banyan.control.store.Json;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.position.RowIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Conflicts and bypasses on record in a target. Static functions over a caller's connection and transaction. */
public final class Conflicts {
    private Conflicts() {}

    /** What is recorded. */
    public enum Kind {
        /** An owner's change met a row that it did not expect. */
        CONFLICT,
        /** A write by the side that is not the owner. */
        BYPASS
    }

    /**
     * One record; images are rows of the target.
     *
     * @param found the row as it stood in the target; null when there was none
     * @param sendBack keys of the target's rows to be sent back to the source; empty when nothing is
     */
    public record Finding(
            Kind kind,
            String table,
            String key,
            @Nullable String cohortKey,
            String operation,
            long sourceMillis,
            @Nullable Row before,
            @Nullable Row after,
            @Nullable Row found,
            boolean applied,
            List<Row> sendBack) {
        public Finding {
            sendBack = List.copyOf(sendBack);
        }
    }

    /** Rows of {@code table} to be sent back, by their keys. */
    public record Pending(long id, String table, List<Row> keys) {}

    /** How many are on record. */
    public record Counts(long conflicts, long bypasses) {}

    /** @param relocation whether the stream is a relocation's, so that the record stays where it is */
    public static void record(Connection connection, String stream, boolean relocation, Finding finding)
            throws SQLException {
        ArrayNode keys = Json.mapper().createArrayNode();
        finding.sendBack().forEach(key -> keys.add(key.json()));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO banyan_conflict (id, stream_name, kind, table_name, row_key, cohort_key, operation, source_time,"
                        + " before_image, after_image, found_image, applied, send_back, send_key)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
            insert.setObject(1, RowIds.next(connection, "banyan_conflict", relocation));
            insert.setString(2, stream);
            insert.setString(3, finding.kind().name());
            insert.setString(4, finding.table());
            insert.setString(5, cut(finding.key(), 500));
            insert.setString(6, finding.cohortKey());
            insert.setString(7, finding.operation());
            insert.setString(
                    8,
                    LocalDateTime.ofInstant(Instant.ofEpochMilli(finding.sourceMillis()), ZoneOffset.UTC)
                            .toString()
                            .replace('T', ' '));
            insert.setString(9, json(finding.before()));
            insert.setString(10, json(finding.after()));
            insert.setString(11, json(finding.found()));
            insert.setBoolean(12, finding.applied());
            insert.setString(13, keys.isEmpty() ? "NONE" : "PENDING");
            insert.setString(14, keys.isEmpty() ? null : keys.toString());
            insert.executeUpdate();
        }
    }

    public static Counts count(Connection connection, String stream) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COALESCE(SUM(kind = 'CONFLICT'), 0), COALESCE(SUM(kind = 'BYPASS'), 0)"
                        + " FROM banyan_conflict WHERE stream_name = ?")) {
            select.setString(1, stream);
            try (ResultSet rs = select.executeQuery()) {
                rs.next();
                return new Counts(rs.getLong(1), rs.getLong(2));
            }
        }
    }

    /**
     * What a stream left to be sent back, oldest first.
     *
     * @param beforeMillis only records older than this, by the clock of their database
     */
    public static List<Pending> pending(Connection connection, String stream, long beforeMillis) throws SQLException {
        List<Pending> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, table_name, send_key FROM banyan_conflict WHERE stream_name = ? AND send_back = 'PENDING'"
                        + " AND UNIX_TIMESTAMP(recorded_at) * 1000 < ? ORDER BY id LIMIT 500")) {
            select.setString(1, stream);
            select.setLong(2, beforeMillis);
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    List<Row> keys = new ArrayList<>();
                    for (JsonNode key : Json.mapper().readTree(rs.getString(3))) {
                        keys.add(Row.parse(key.stringValue()));
                    }
                    all.add(new Pending(rs.getLong(1), rs.getString(2), keys));
                }
            }
        }
        return all;
    }

    /** Ends what was pending: SENT, or FAILED when the row could not be written back. */
    public static void sent(Connection connection, long id, boolean succeeded) throws SQLException {
        try (Statement update = connection.createStatement()) {
            update.executeUpdate("UPDATE banyan_conflict SET send_back = '" + (succeeded ? "SENT" : "FAILED")
                    + "' WHERE id = " + id);
        }
    }

    private static @Nullable String json(@Nullable Row row) {
        return row == null ? null : row.json();
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
