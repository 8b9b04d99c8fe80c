package dev.banyan.review.web;

import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.kit.web.Problem;
import dev.banyan.review.board.ReviewDesk;
import dev.banyan.review.board.Reviews;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the review API. */
@OpenAPIDefinition(info = @Info(title = "Review service", version = "1"))
@RestController
@RequestMapping("/api")
class ReviewRoutes {

    private static final String MEMBER = "X-Member-Id";

    private final ReviewDesk desk;
    private final Reviews reviews;

    ReviewRoutes(ReviewDesk desk, Reviews reviews) {
        this.desk = desk;
        this.reviews = reviews;
    }

    @DocumentedAnswers.ListOfShop
    @GetMapping("/shops/{shopId}/reviews")
    List<ReviewView> list(@PathVariable long shopId, @RequestParam(defaultValue = "20") @Positive @Max(100) int limit) {
        return reviews.newestOf(shopId, limit).stream().map(ReviewView::of).toList();
    }

    @DocumentedAnswers.Write
    @PostMapping("/reviews")
    ResponseEntity<ReviewView> write(
            @RequestHeader(MEMBER) @Positive long memberId,
            @RequestHeader("Idempotency-Key") @IdempotencyKey String key,
            @RequestBody @Valid NewReviewBody body) {
        ReviewDesk.Written written = desk.write(body.wanted(memberId, key));
        return ResponseEntity.status(written.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ReviewView.of(written.review()));
    }

    @DocumentedAnswers.Hide
    @PostMapping("/reviews/{id}/hide")
    ReviewView hide(@RequestHeader(MEMBER) @Positive long memberId, @PathVariable long id) {
        return desk.hide(id, memberId)
                .map(ReviewView::of)
                .orElseThrow(() -> Problem.notFound("Member %d has no review %d".formatted(memberId, id)));
    }
}
