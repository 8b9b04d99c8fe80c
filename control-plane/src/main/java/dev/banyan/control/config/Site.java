package dev.banyan.control.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A side of the migration, the monolith or one service: where its instances answer and where its data lives.
 *
 * @param ownDatabase null for a service that keeps its database to itself: one that is only fed
 * @param token what a feed shows to the service; null when the service asks for none
 */
public record Site(
        List<String> http,
        @Nullable DatabaseAddress ownDatabase,
        @Nullable Secret token) {
    public Site {
        http = List.copyOf(http);
        if (http.isEmpty()) {
            throw new IllegalArgumentException("needs at least one http address.");
        }
    }

    public Site(List<String> http, DatabaseAddress database) {
        this(http, database, null);
    }

    /**
     * Where its data lives.
     *
     * @throws IllegalStateException for a service that is only fed
     */
    public DatabaseAddress database() {
        if (ownDatabase == null) {
            throw new IllegalStateException(
                    "The service at " + http.get(0) + " keeps its database to itself: migration.yaml names none.");
        }
        return ownDatabase;
    }
}
