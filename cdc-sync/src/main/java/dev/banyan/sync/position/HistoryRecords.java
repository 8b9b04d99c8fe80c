package dev.banyan.sync.position;

import dev.banyan.sync.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stream knows of its source's tables, record by record. They may be held back for a while: the first copy begins
 * under a lock on the whole source, and what lies there could not be written. Thread-safe.
 */
public final class HistoryRecords {
    private final Database database;
    private final String stream;
    private final List<String> waiting = new ArrayList<>();
    private boolean heldBack;

    public HistoryRecords(Database database, String stream, boolean heldBack) {
        this.database = database;
        this.stream = stream;
        this.heldBack = heldBack;
    }

    String where() {
        return "banyan_schema_history of " + database.name();
    }

    synchronized void store(String record) throws SQLException {
        waiting.add(record);
        if (!heldBack) {
            write();
        }
    }

    /** Writes what was held back; must be done before a position is stored that needs it. */
    public synchronized void release() throws SQLException {
        heldBack = false;
        write();
    }

    private void write() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO banyan_schema_history (stream_name, record) VALUES (?, ?)")) {
            while (!waiting.isEmpty()) {
                insert.setString(1, stream);
                insert.setString(2, waiting.get(0));
                insert.executeUpdate();
                waiting.remove(0);
            }
        }
    }

    synchronized List<String> read() throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT record FROM banyan_schema_history WHERE stream_name = ? ORDER BY id")) {
            select.setString(1, stream);
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    texts.add(rs.getString(1));
                }
            }
        }
        texts.addAll(waiting);
        return texts;
    }
}
