package dev.banyan.review.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.banyan.review.board.Review;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A review as the API shows it.
 *
 * @param star 1 to 5
 * @param reply what the shop's owner answered
 */
public record ReviewView(
        long id,
        @Nullable Long memberId,
        @Nullable Long shopId,
        @Nullable Long orderId,
        int star,
        @Nullable String body,
        @Nullable String reply,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt) {

    static ReviewView of(Review review) {
        return new ReviewView(
                review.id(),
                review.memberId(),
                review.shopId(),
                review.orderId(),
                review.star(),
                review.body(),
                review.ownerReply(),
                review.createdAt());
    }
}
