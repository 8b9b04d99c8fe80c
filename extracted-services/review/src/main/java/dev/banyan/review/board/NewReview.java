package dev.banyan.review.board;

/**
 * What a member thinks of an order; it is shown at once.
 *
 * @param key the member's name for this request
 * @param star 1 to 5
 */
public record NewReview(long memberId, String key, long orderId, int star, String body) {}
