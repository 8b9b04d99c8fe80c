package dev.banyan.ruby.ad;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ad as the API shows it.
 *
 * @param bid in won
 * @param to null: until it is stopped
 */
record Ad(
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

    Ad withKeywords(List<String> newKeywords) {
        return new Ad(id, shopId, type, bid, from, to, status, List.copyOf(newKeywords));
    }
}
