package dev.banyan.shoplist.directory;

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
 * Tells that a shop is otherwise, one event for each version of its row, where there is an outbox. How it is now is asked for:
 * by the import API.
 */
@Component
final class ShopNews {

    private final JdbcClient jdbc;
    private final @Nullable Outbox outbox;

    ShopNews(JdbcClient jdbc, ObjectProvider<Outbox> outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox.getIfAvailable();
    }

    /** Called when the row has been written, and is locked; joins that transaction. */
    void changed(Shop seen, Shop wanted) {
        if (outbox != null) {
            long version = jdbc.sql("SELECT version FROM shop WHERE id = ? FOR UPDATE")
                    .param(seen.id())
                    .query(Long.class)
                    .single();
            boolean closed = wanted.opening() == Opening.CLOSED && seen.opening() != Opening.CLOSED;
            outbox.append(EventDraft.of(closed ? "ShopClosed" : "ShopChanged", String.valueOf(seen.id()), version)
                    .changed(attributes(seen, wanted).toArray(String[]::new)));
        }
    }

    private static List<String> attributes(Shop seen, Shop wanted) {
        List<String> changed = new ArrayList<>();
        if (!Objects.equals(seen.name(), wanted.name())) {
            changed.add("name");
        }
        if (seen.opening() != wanted.opening()) {
            changed.add("opening");
        }
        return changed;
    }
}
