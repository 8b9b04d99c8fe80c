package dev.banyan.sync.quarantine;

import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.position.RowIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The quarantined changes of one stream. Memory keeps how many wait for each key; it follows the table once a
 * transaction is committed, and is read anew when one is rolled back. Used by one thread.
 */
public final class Quarantine {
    private final String stream;
    private final boolean relocation;
    private final Map<String, Integer> waiting = new HashMap<>();

    /** @param relocation whether the stream is a relocation's, so that its rows stay where they are */
    public Quarantine(String stream, boolean relocation) {
        this.stream = stream;
        this.relocation = relocation;
    }

    /**
     * A change that waits.
     *
     * @param key table and key in words
     */
    public record Entry(long id, String table, String key, Change change) {}

    /** Reads which keys wait. */
    public void load(Connection connection) throws SQLException {
        waiting.clear();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_name, row_key FROM banyan_quarantine WHERE stream_name = ?")) {
            select.setString(1, stream);
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    waiting.merge(name(rs.getString(1), rs.getString(2)), 1, Integer::sum);
                }
            }
        }
    }

    public int size() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether a change of one of these keys must queue behind another. */
    public boolean waits(String table, Set<String> keys) {
        return !waiting.isEmpty() && keys.stream().anyMatch(key -> waiting.containsKey(name(table, key)));
    }

    /** Puts a change away, inside the caller's transaction. */
    public void add(Connection connection, Change change, String key, @Nullable String cohortKey, String error)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO banyan_quarantine (id, stream_name, table_name, row_key, cohort_key, operation, before_image,"
                        + " after_image, source_millis, error) VALUES (?,?,?,?,?,?,?,?,?,?)")) {
            insert.setObject(1, RowIds.next(connection, "banyan_quarantine", relocation));
            insert.setString(2, stream);
            insert.setString(3, change.table());
            insert.setString(4, cut(key, 500));
            insert.setString(5, cohortKey == null ? null : cut(cohortKey, 200));
            insert.setString(6, change.kind().name());
            insert.setString(7, json(change.before()));
            insert.setString(8, json(change.after()));
            insert.setLong(9, change.sourceMillis());
            insert.setString(10, cut(error, 2000));
            insert.executeUpdate();
        }
        waiting.merge(name(change.table(), cut(key, 500)), 1, Integer::sum);
    }

    /** The queue, oldest first; of one entry's key from that entry on, or all. */
    public List<Entry> queue(Connection connection, @Nullable Long from) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        String sql = "SELECT q.* FROM banyan_quarantine q WHERE q.stream_name = ?"
                + (from == null
                        ? ""
                        : " AND q.id >= ? AND EXISTS (SELECT 1 FROM banyan_quarantine f WHERE f.id = ?"
                                + " AND f.table_name = q.table_name AND f.row_key = q.row_key)")
                + " ORDER BY q.id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stream);
            if (from != null) {
                select.setLong(2, from);
                select.setLong(3, from);
            }
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    entries.add(entry(rs));
                }
            }
        }
        return entries;
    }

    /** Whether an older change of the same key waits in front of an entry. */
    public boolean behindAnother(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM banyan_quarantine WHERE stream_name = ?"
                        + " AND table_name = ? AND row_key = ? AND id < ? LIMIT 1")) {
            select.setString(1, stream);
            select.setString(2, entry.table());
            select.setString(3, entry.key());
            select.setLong(4, entry.id());
            try (ResultSet rs = select.executeQuery()) {
                return rs.next();
            }
        }
    }

    /** Takes an entry out, inside the caller's transaction. */
    public void remove(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM banyan_quarantine WHERE id = ?")) {
            delete.setLong(1, entry.id());
            delete.executeUpdate();
        }
        waiting.computeIfPresent(name(entry.table(), entry.key()), (key, count) -> count == 1 ? null : count - 1);
    }

    /** Notes that an entry was tried again in vain. */
    public void tried(Connection connection, Entry entry, String error) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE banyan_quarantine SET tries = tries + 1, error = ? WHERE id = ?")) {
            update.setString(1, cut(error, 2000));
            update.setLong(2, entry.id());
            update.executeUpdate();
        }
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        String before = rs.getString("before_image");
        String after = rs.getString("after_image");
        Change change = new Change(
                rs.getString("table_name"),
                Change.Kind.valueOf(rs.getString("operation")),
                before == null ? null : Row.parse(before),
                after == null ? null : Row.parse(after),
                rs.getLong("source_millis"));
        return new Entry(rs.getLong("id"), rs.getString("table_name"), rs.getString("row_key"), change);
    }

    private static String name(String table, String key) {
        return table + ": " + key;
    }

    private static @Nullable String json(@Nullable Row row) {
        return row == null ? null : row.json();
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
