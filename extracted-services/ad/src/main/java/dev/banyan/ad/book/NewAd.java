package dev.banyan.ad.book;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ad that a shop wants to run.
 *
 * @param key of the request, once per shop
 */
public record NewAd(
        long shopId,
        String key,
        AdType type,
        BigDecimal bid,
        LocalDateTime startsAt,
        @Nullable LocalDateTime endsAt,
        List<String> keywords) {
    public NewAd {
        keywords = List.copyOf(keywords);
    }

    /** As it runs once it has an id. */
    Ad booked(long id) {
        return new Ad(id, shopId, type, bid, startsAt, endsAt, AdStatus.RUNNING, keywords);
    }
}
