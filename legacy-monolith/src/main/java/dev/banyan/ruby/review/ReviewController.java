package dev.banyan.ruby.review;

import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reviews over HTTP. */
@RestController
final class ReviewController {

    private final ReviewDesk desk;
    private final ReviewRows rows;

    ReviewController(ReviewDesk desk, ReviewRows rows) {
        this.desk = desk;
        this.rows = rows;
    }

    @GetMapping("/api/shops/{shopId}/reviews")
    List<Review> list(@PathVariable long shopId, @RequestParam(defaultValue = "20") int limit) {
        return rows.newestOf(shopId, Requests.limit(limit));
    }

    @PostMapping("/api/reviews")
    ResponseEntity<Review> write(
            @RequestHeader("X-Member-Id") long memberId,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewReview wanted) {
        ReviewDesk.Written written = desk.write(Requests.memberId(memberId), Requests.idempotencyKey(key), wanted);
        return ResponseEntity.status(written.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(written.review());
    }
}
