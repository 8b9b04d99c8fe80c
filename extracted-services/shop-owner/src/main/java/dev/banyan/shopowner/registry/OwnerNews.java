package dev.banyan.shopowner.registry;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells that an owner is otherwise, one event for each version of the row. How it is now is asked for: by the import API. */
@Component
final class OwnerNews {

    private final JdbcClient jdbc;
    private final Outbox outbox;

    OwnerNews(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** Called when the row has been written, and is locked; joins that transaction. */
    void changed(Owner seen, Owner wanted) {
        long version = jdbc.sql("SELECT version FROM owner WHERE id = ? FOR UPDATE")
                .param(seen.id())
                .query(Long.class)
                .single();
        outbox.append(EventDraft.of("OwnerChanged", String.valueOf(seen.id()), version)
                .changed(attributes(seen, wanted).toArray(String[]::new)));
    }

    private static List<String> attributes(Owner seen, Owner wanted) {
        List<String> changed = new ArrayList<>();
        if (!Objects.equals(seen.name(), wanted.name())) {
            changed.add("name");
        }
        if (!Objects.equals(seen.phone(), wanted.phone())) {
            changed.add("phone");
        }
        if (!Objects.equals(seen.businessNumber(), wanted.businessNumber())) {
            changed.add("businessNumber");
        }
        return changed;
    }
}
