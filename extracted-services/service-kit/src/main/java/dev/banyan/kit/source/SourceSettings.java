package dev.banyan.kit.source;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How others may import from this service ({@code source.*}).
 *
 * @param overlap a watermark lies that far back: longer than the longest transaction that writes, for it sets updated_at
 *     before it commits
 * @param page the most rows of one answer
 */
@ConfigurationProperties(prefix = "source", ignoreUnknownFields = false)
record SourceSettings(
        @DefaultValue("60s") Duration overlap,
        @DefaultValue("1000") int page) {

    SourceSettings {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("source.overlap is " + overlap + "; it must be zero or longer");
        }
        if (page < 1 || page > 10_000) {
            throw new IllegalArgumentException("source.page is " + page + "; it must be 1 to 10000");
        }
    }
}
