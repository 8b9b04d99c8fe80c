package dev.banyan.review.web;

import dev.banyan.review.board.NewReview;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/** What POST is sent. */
record NewReviewBody(
        @NotNull @Positive Long orderId,
        @NotNull @Min(1) @Max(5) Long star,

        @NotNull @Pattern(regexp = "(?s).{1,1000}", message = "must be 1 to 1000 characters")
        String body) {

    NewReviewBody {
        if (body != null) {
            body = body.strip();
        }
    }

    /** Only of a body that was found valid. */
    NewReview wanted(long memberId, String key) {
        return new NewReview(memberId, key, orderId, Math.toIntExact(star), body);
    }
}
