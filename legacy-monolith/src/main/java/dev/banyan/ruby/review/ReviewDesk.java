package dev.banyan.ruby.review;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Problems;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes reviews: one per delivered order, by the member who ordered. */
@Service
final class ReviewDesk {

    /**
     * A review.
     *
     * @param fresh false when an earlier request with the same key wrote it
     */
    record Written(Review review, boolean fresh) {}

    private final ReviewRows rows;
    private final TransactionTemplate transaction;

    ReviewDesk(ReviewRows rows, TransactionTemplate transaction) {
        this.rows = rows;
        this.transaction = transaction;
    }

    Written write(long memberId, String key, NewReview wanted) {
        try {
            return Objects.requireNonNull(
                    Deadlocks.retry(() -> transaction.execute(status -> writeOrFind(memberId, key, wanted))));
        } catch (DuplicateKeyException sameMoment) {
            return rows.findByKey(memberId, key)
                    .map(first -> same(first, wanted))
                    .orElseThrow(() -> sameMoment);
        }
    }

    private Written writeOrFind(long memberId, String key, NewReview wanted) {
        ReviewRows.ReviewedOrder order = rows.lockOrder(wanted.order())
                .filter(found -> Objects.equals(found.memberId(), memberId))
                .orElseThrow(
                        () -> new InvalidRequest("Member %d has no order %d.".formatted(memberId, wanted.order())));
        Optional<Review> first = rows.findByKey(memberId, key);
        if (first.isPresent()) {
            return same(first.get(), wanted);
        }
        if (!order.delivered()) {
            throw Problems.conflict("Order " + wanted.order() + " was not delivered.");
        }
        if (rows.isReviewed(wanted.order())) {
            throw Problems.conflict("Order " + wanted.order() + " has its review.");
        }
        return new Written(rows.insert(memberId, key, order, wanted), true);
    }

    private static Written same(Review first, NewReview wanted) {
        if (!wanted.made(first)) {
            throw Problems.keyReused();
        }
        return new Written(first, false);
    }
}
