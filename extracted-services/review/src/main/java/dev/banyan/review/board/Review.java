package dev.banyan.review.board;

import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A review as it was when read. Old rows have gaps.
 *
 * @param star 1 to 5
 * @param ownerReply what the shop's owner answered
 * @param createdAt local wall time, whole seconds
 * @param version rises by one with every write of this service
 */
public record Review(
        long id,
        @Nullable Long memberId,
        @Nullable Long shopId,
        @Nullable Long orderId,
        int star,
        @Nullable String body,
        @Nullable String ownerReply,
        @Nullable Visibility visibility,
        @Nullable LocalDateTime createdAt,
        long version) {

    /** Whether this is what such a request wrote. */
    boolean cameFrom(NewReview wanted) {
        return Objects.equals(orderId, wanted.orderId())
                && star == wanted.star()
                && wanted.body().equals(body);
    }
}
