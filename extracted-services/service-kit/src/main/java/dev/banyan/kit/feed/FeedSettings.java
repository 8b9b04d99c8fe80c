package dev.banyan.kit.feed;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may feed ({@code feed.*}).
 *
 * @param token what they must show; without one, everybody may
 */
@ConfigurationProperties(prefix = "feed", ignoreUnknownFields = false)
record FeedSettings(@Nullable String token) {

    FeedSettings {
        if (token != null && token.isBlank()) {
            token = null;
        }
    }

    @Override
    public String toString() {
        return "FeedSettings[token=" + (token == null ? "none" : "***") + "]";
    }
}
