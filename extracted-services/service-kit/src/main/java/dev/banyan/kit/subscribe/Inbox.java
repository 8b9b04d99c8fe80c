package dev.banyan.kit.subscribe;

import dev.banyan.events.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table inbox: which events have been handled. A republication counts as an event of its own. */
final class Inbox {

    private static final int CLEANED_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final String subscriber;
    private final Clock clock;

    Inbox(JdbcClient jdbc, String subscriber, Clock clock) {
        this.jdbc = jdbc;
        this.subscriber = subscriber;
        this.clock = clock;
    }

    /** Notes it in the transaction under way; false when it is there already. Waits for another that is noting it now. */
    boolean enter(Event event) {
        try {
            jdbc.sql("INSERT INTO inbox (subscriber, event_id, republish_id, handled_at) VALUES (?, ?, ?, ?)")
                    .params(
                            subscriber,
                            event.eventId(),
                            Objects.requireNonNullElse(event.republishId(), ""),
                            LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException handledBefore) {
            return false;
        }
    }

    /** Forgets what was handled longer ago, a little at a time; returns how many. */
    int clean(Duration keep) {
        LocalDateTime before = LocalDateTime.ofInstant(clock.instant().minus(keep), ZoneOffset.UTC);
        int deleted = 0;
        int last;
        do {
            last = jdbc.sql("DELETE FROM inbox WHERE handled_at < ? ORDER BY handled_at LIMIT ?")
                    .params(before, CLEANED_AT_ONCE)
                    .update();
            deleted += last;
        } while (last == CLEANED_AT_ONCE);
        return deleted;
    }
}
