package dev.banyan.control.config;

import java.util.List;

/** A side of the migration, the monolith or one service: where its instances answer and where its data lives. */
public record Site(List<String> http, DatabaseAddress database) {
    public Site {
        http = List.copyOf(http);
        if (http.isEmpty()) {
            throw new IllegalArgumentException("needs at least one http address.");
        }
    }
}
