package dev.banyan.menu.catalog;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells that a menu is otherwise, one event for each version of its row, where there is an outbox. How it is now is asked for:
 * by the import API. Each joins the transaction of what it tells.
 */
@Component
final class MenuNews {

    private static final long FIRST_VERSION = 1;

    private final JdbcClient jdbc;
    private final @Nullable Outbox outbox;

    MenuNews(JdbcClient jdbc, ObjectProvider<Outbox> outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox.getIfAvailable();
    }

    void added(long id) {
        if (outbox != null) {
            outbox.append(EventDraft.of("MenuChanged", String.valueOf(id), FIRST_VERSION));
        }
    }

    /** Called when the row has been written, and is locked. */
    void changed(Menu seen, Menu wanted) {
        if (outbox != null) {
            long version = jdbc.sql("SELECT version FROM menu WHERE id = ? FOR UPDATE")
                    .param(seen.id())
                    .query(Long.class)
                    .single();
            boolean soldOut =
                    wanted.availability() == Availability.SOLD_OUT && seen.availability() != Availability.SOLD_OUT;
            outbox.append(EventDraft.of(soldOut ? "MenuSoldOut" : "MenuChanged", String.valueOf(seen.id()), version)
                    .changed(attributes(seen, wanted).toArray(String[]::new)));
        }
    }

    private static List<String> attributes(Menu seen, Menu wanted) {
        List<String> changed = new ArrayList<>();
        if (!Objects.equals(seen.name(), wanted.name())) {
            changed.add("name");
        }
        if (wanted.price() != null && (seen.price() == null || seen.price().compareTo(wanted.price()) != 0)) {
            changed.add("price");
        }
        if (seen.availability() != wanted.availability()) {
            changed.add("availability");
        }
        return changed;
    }
}
