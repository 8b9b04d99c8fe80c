package dev.banyan.kit.source;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one full import has met: rows of import_seen. */
final class SeenIds implements AutoCloseable {

    private final JdbcClient jdbc;
    private final String run = UUID.randomUUID().toString();
    private final LocalDateTime startedAt = LocalDateTime.now(ZoneOffset.UTC).withNano(0);

    /** Forgets runs that died a day ago or earlier. */
    SeenIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("DELETE FROM import_seen WHERE started_at < ?")
                .param(startedAt.minusDays(1))
                .update();
    }

    /** @param rows one at least */
    void add(List<SourceRow> rows) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.addAll(List.of(run, row.id(), startedAt)));
        jdbc.sql("INSERT INTO import_seen (run, id, started_at) VALUES "
                        + String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?)"))
                        + " ON DUPLICATE KEY UPDATE started_at = VALUES(started_at)")
                .params(values)
                .update();
    }

    Set<String> among(List<String> ids) {
        return new HashSet<>(jdbc.sql("SELECT id FROM import_seen WHERE run = :run AND id IN (:ids)")
                .param("run", run)
                .param("ids", ids)
                .query(String.class)
                .list());
    }

    @Override
    public void close() {
        jdbc.sql("DELETE FROM import_seen WHERE run = ?").param(run).update();
    }
}
