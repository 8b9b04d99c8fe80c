package dev.banyan.ad.book;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells that an ad is otherwise, one event for each version of its row. How it is now is asked for: by the import API. That its time has
 * come or gone is told by nobody: who shows ads knows their times, and has a clock.
 */
@Component
final class AdNews {

    private static final long FIRST_VERSION = 1;

    private final JdbcClient jdbc;
    private final Outbox outbox;

    AdNews(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    void booked(long id) {
        outbox.append(EventDraft.of("AdStarted", String.valueOf(id), FIRST_VERSION));
    }

    /** Called when the row has been written, and is locked. */
    void changed(Ad seen, Ad wanted) {
        long version = jdbc.sql("SELECT version FROM ad WHERE id = ? FOR UPDATE")
                .param(seen.id())
                .query(Long.class)
                .single();
        outbox.append(EventDraft.of(type(seen, wanted), String.valueOf(seen.id()), version)
                .changed(attributes(seen, wanted).toArray(String[]::new)));
    }

    private static String type(Ad seen, Ad wanted) {
        if (seen.status() == wanted.status()) {
            return "AdChanged";
        }
        return wanted.status() == AdStatus.RUNNING ? "AdStarted" : "AdEnded";
    }

    private static List<String> attributes(Ad seen, Ad wanted) {
        List<String> changed = new ArrayList<>();
        if (wanted.bid() != null && (seen.bid() == null || seen.bid().compareTo(wanted.bid()) != 0)) {
            changed.add("bid");
        }
        if (!Objects.equals(seen.endsAt(), wanted.endsAt())) {
            changed.add("endsAt");
        }
        if (seen.status() != wanted.status()) {
            changed.add("status");
        }
        if (!seen.keywords().equals(wanted.keywords())) {
            changed.add("keywords");
        }
        return changed;
    }
}
