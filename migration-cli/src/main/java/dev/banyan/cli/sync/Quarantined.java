package dev.banyan.cli.sync;

import dev.banyan.control.store.Json;
import dev.banyan.control.stream.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One quarantined change with both images. */
record Quarantined(
        long id,
        String phase,
        Direction direction,
        String table,
        String key,
        @Nullable String cohortKey,
        String operation,
        int tries,
        Instant changedAt,
        String error,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    static Quarantined read(String phase, Direction direction, ResultSet rs) throws SQLException {
        return new Quarantined(
                rs.getLong("id"),
                phase,
                direction,
                rs.getString("table_name"),
                rs.getString("row_key"),
                rs.getString("cohort_key"),
                rs.getString("operation"),
                rs.getInt("tries"),
                Instant.ofEpochMilli(rs.getLong("source_millis")),
                rs.getString("error"),
                image(rs.getString("before_image")),
                image(rs.getString("after_image")));
    }

    static @Nullable JsonNode image(@Nullable String json) {
        return json == null ? null : Json.mapper().readTree(json);
    }

    /** What a list shows of it. */
    record Line(
            long id,
            String phase,
            Direction direction,
            String table,
            String key,
            String operation,
            int tries,
            Instant changedAt,
            String error) {}

    Line line() {
        return new Line(id, phase, direction, table, key, operation, tries, changedAt, error);
    }
}
