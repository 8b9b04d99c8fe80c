package dev.banyan.kit.parcels;

import dev.banyan.events.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands for a synchroniser, which reads the binlog: it may only be used while nobody writes. */
public final class OutboxReader {

    private final JdbcClient jdbc;
    private long last;

    public OutboxReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What came since the last call. */
    public List<Event> next() {
        List<Event> events = jdbc.sql("SELECT * FROM outbox WHERE id > ? ORDER BY id")
                .param(last)
                .query((row, number) -> read(row))
                .list();
        last = jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM outbox")
                .query(Long.class)
                .single();
        return events;
    }

    private static Event read(ResultSet row) throws SQLException {
        JsonNode changed = JsonMapper.shared().readTree(row.getString("changed_attributes"));
        return new Event(
                row.getString("event_id"),
                row.getString("type"),
                row.getInt("schema_version"),
                row.getString("aggregate_id"),
                row.getLong("aggregate_version"),
                row.getObject("occurred_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                changed.valueStream().map(JsonNode::stringValue).toList(),
                row.getString("trace_id"),
                null,
                JsonMapper.shared().readTree(row.getString("attributes")));
    }
}
