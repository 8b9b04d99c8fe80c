package dev.banyan.review.board;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import dev.banyan.review.orders.DeliveredOrder;
import dev.banyan.review.orders.DeliveredOrders;
import dev.banyan.review.orders.OrderDesk;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes reviews: one per delivered order, by the member who ordered. Repeating a request changes nothing more. */
@Service
public final class ReviewDesk {

    private final Reviews reviews;
    private final ReviewWriter writer;
    private final OrderDesk orders;
    private final DeliveredOrders delivered;
    private final DeadlockRetry retry;
    private final TransactionTemplate transaction;

    ReviewDesk(
            Reviews reviews,
            ReviewWriter writer,
            OrderDesk orders,
            DeliveredOrders delivered,
            DeadlockRetry retry,
            PlatformTransactionManager transactions) {
        this.reviews = reviews;
        this.writer = writer;
        this.orders = orders;
        this.delivered = delivered;
        this.retry = retry;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What became of a request to write a review.
     *
     * @param fresh false when its key had written this review before
     */
    public record Written(Review review, boolean fresh) {}

    /**
     * Writes a review, once per member and key, and once per order.
     *
     * @throws Problem 400 when the member has no such order, 409 when it was not delivered or has its review, 422 when the key
     *     wrote another review, 503 when nobody tells whether the order was delivered
     */
    public Written write(NewReview wanted) {
        Optional<Review> first = reviews.findByKey(wanted.memberId(), wanted.key());
        if (first.isPresent()) {
            return same(first.get(), wanted);
        }
        orders.check(wanted.orderId(), wanted.memberId());
        try {
            return retry.run(() -> Objects.requireNonNull(transaction.execute(status -> writeOrFind(wanted))));
        } catch (DuplicateKeyException sameMoment) {
            return reviews.findByKey(wanted.memberId(), wanted.key())
                    .map(written -> same(written, wanted))
                    .orElseThrow(() -> sameMoment);
        }
    }

    private Written writeOrFind(NewReview wanted) {
        DeliveredOrder order = delivered
                .lock(wanted.orderId())
                .filter(found -> found.memberId() == wanted.memberId())
                .orElseThrow(() -> OrderDesk.noOrder(wanted.orderId(), wanted.memberId()));
        Optional<Review> first = reviews.findByKey(wanted.memberId(), wanted.key());
        if (first.isPresent()) {
            return same(first.get(), wanted);
        }
        if (reviews.isReviewed(wanted.orderId())) {
            throw Problem.conflict("Order " + wanted.orderId() + " has its review");
        }
        return new Written(writer.insert(wanted, order), true);
    }

    private static Written same(Review first, NewReview wanted) {
        if (!first.cameFrom(wanted)) {
            throw Problem.keyReused();
        }
        return new Written(first, false);
    }

    /** The member's review, no longer shown; empty when the member has no such review. */
    public Optional<Review> hide(long id, long memberId) {
        return retry.run(() -> Objects.requireNonNull(transaction.execute(status -> reviews.lock(id, memberId)
                .map(seen -> seen.visibility() == Visibility.HIDDEN ? seen : writer.hide(seen)))));
    }
}
