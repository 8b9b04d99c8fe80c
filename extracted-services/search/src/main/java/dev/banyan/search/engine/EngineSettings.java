package dev.banyan.search.engine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where OpenSearch is and how long it may take ({@code opensearch.*}).
 *
 * @param url without one the service starts an OpenSearch of its own
 * @param data where that one keeps its files; without it they last as long as the process
 * @param alias what searches ask; indexes are called so too, with a number
 * @param searches at most so many are asked at once, so that a slow engine works for customers who still wait, and not for all of them too late
 * @param searchWait for a turn; who has none then is told to come again
 * @param searchTimeout from a query being sent to the last byte of its answer
 * @param writeTimeout the same for what changes indexes
 */
@ConfigurationProperties(prefix = "opensearch", ignoreUnknownFields = false)
public record EngineSettings(
        @Nullable URI url,
        @Nullable Path data,
        @DefaultValue("shops") String alias,
        @DefaultValue("16") int searches,
        @DefaultValue("2s") Duration searchWait,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration searchTimeout,
        @DefaultValue("10s") Duration writeTimeout) {

    public EngineSettings {
        if (url != null && url.getHost() == null) {
            throw new IllegalArgumentException(
                    "opensearch.url is '" + url + "'; it must be a base URL, like http://127.0.0.1:9200");
        }
        if (!alias.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "opensearch.alias is '" + alias + "'; it must be small letters, digits and underscores");
        }
        if (searches < 1) {
            throw new IllegalArgumentException("opensearch.searches is " + searches + "; it must be at least 1");
        }
        positive("opensearch.search-wait", searchWait);
        positive("opensearch.connect-timeout", connectTimeout);
        positive("opensearch.search-timeout", searchTimeout);
        positive("opensearch.write-timeout", writeTimeout);
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }
}
