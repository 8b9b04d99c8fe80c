package dev.banyan.kit.outbox;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes events that are older than they are kept, in small transactions. Many instances may run. */
final class OutboxCleaner {

    private final JdbcClient jdbc;
    private final OutboxSettings settings;
    private final Clock clock;

    OutboxCleaner(JdbcClient jdbc, OutboxSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns how many. */
    int clean() {
        LocalDateTime before = LocalDateTime.ofInstant(clock.instant().minus(settings.keep()), ZoneOffset.UTC);
        int deleted = 0;
        List<Long> old = next(before);
        while (!old.isEmpty()) {
            // By primary key: a range would lock out who appends.
            deleted += jdbc.sql("DELETE FROM outbox WHERE id IN (:ids)")
                    .param("ids", old)
                    .update();
            old = old.size() < settings.batch() ? List.of() : next(before);
        }
        return deleted;
    }

    private List<Long> next(LocalDateTime before) {
        return jdbc.sql("SELECT id FROM outbox WHERE occurred_at < ? ORDER BY occurred_at, id LIMIT ?")
                .params(before, settings.batch())
                .query(Long.class)
                .list();
    }
}
