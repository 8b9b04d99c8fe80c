package dev.banyan.ruby.review;

import dev.banyan.ruby.web.Requests;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a member thinks of an order. */
record NewReview(
        @Nullable Long orderId,
        @Nullable Long star,
        @Nullable String body) {

    NewReview {
        Requests.inRange("orderId", orderId, 1, Long.MAX_VALUE);
        Requests.inRange("star", star, 1, 5);
        body = Requests.text("body", body, 1000);
    }

    long order() {
        return Requests.inRange("orderId", orderId, 1, Long.MAX_VALUE);
    }

    boolean made(Review review) {
        return Objects.equals(review.orderId(), orderId)
                && star != null
                && review.star() == star
                && Objects.equals(review.body(), body);
    }
}
