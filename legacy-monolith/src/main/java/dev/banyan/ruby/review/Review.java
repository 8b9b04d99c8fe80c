package dev.banyan.ruby.review;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A review as the API shows it.
 *
 * @param star 1 to 5
 * @param reply what the owner answered
 */
record Review(
        long id,
        @Nullable Long memberId,
        @Nullable Long shopId,
        @Nullable Long orderId,
        int star,
        @Nullable String body,
        @Nullable String reply,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt) {}
