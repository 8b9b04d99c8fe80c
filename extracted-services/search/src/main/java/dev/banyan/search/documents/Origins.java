package dev.banyan.search.documents;

import dev.banyan.kit.web.Problem;
import dev.banyan.search.views.SearchView;
import dev.banyan.search.views.ViewSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether an index can be made of what is there. */
@Component
public final class Origins {

    private final JdbcClient jdbc;
    private final ViewSettings settings;

    Origins(JdbcClient jdbc, ViewSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Throws a conflict where customers would find nothing: no view is kept, or one was never filled. */
    public void check(Origin origin) {
        if (origin == Origin.FEED) {
            return;
        }
        if (settings.kept().isEmpty()) {
            throw Problem.conflict(
                    "Search keeps no views: set views.shops, views.menus and views.ads, and import them");
        }
        for (SearchView view : settings.kept()) {
            boolean empty = jdbc.sql("SELECT id FROM " + view.table() + " LIMIT 1")
                    .query(String.class)
                    .list()
                    .isEmpty();
            if (empty) {
                throw Problem.conflict("View '" + view.source()
                        + "' is empty. Import it in full (banyan events import), then ask again");
            }
        }
    }
}
