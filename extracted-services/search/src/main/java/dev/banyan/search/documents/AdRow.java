package dev.banyan.search.documents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ad that runs now or will; the times are for the query to judge. */
record AdRow(
        long id,
        @Nullable String type,
        long bid,
        LocalDateTime from,
        @Nullable LocalDateTime to,
        List<String> keywords) {

    AdRow {
        keywords = List.copyOf(keywords);
    }

    /** Of a row with columns of these names, and times called {@code starts_at} and {@code ends_at}. */
    static AdRow of(ResultSet row, List<String> keywords) throws SQLException {
        return new AdRow(
                row.getLong("id"),
                row.getString("type"),
                row.getLong("bid"),
                row.getObject("starts_at", LocalDateTime.class),
                row.getObject("ends_at", LocalDateTime.class),
                keywords);
    }
}
