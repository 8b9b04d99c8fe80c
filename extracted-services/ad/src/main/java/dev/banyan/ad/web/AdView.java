package dev.banyan.ad.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.banyan.ad.book.Ad;
import dev.banyan.ad.book.AdStatus;
import dev.banyan.ad.book.AdType;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ad as the API shows it.
 *
 * @param bid whole won
 * @param from local wall time
 * @param to null: until it is stopped
 */
record AdView(
        long id,
        @Nullable Long shopId,
        @Nullable AdType type,
        long bid,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime from,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime to,

        AdStatus status,
        List<String> keywords) {

    static AdView of(Ad ad) {
        return new AdView(
                ad.id(),
                ad.shopId(),
                ad.type(),
                ad.bid() == null ? 0 : ad.bid().longValue(),
                ad.startsAt(),
                ad.endsAt(),
                ad.status(),
                ad.keywords());
    }
}
