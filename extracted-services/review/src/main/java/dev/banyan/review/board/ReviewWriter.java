package dev.banyan.review.board;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import dev.banyan.review.orders.DeliveredOrder;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Writes reviews, and tells of each write: id and type, for whoever wants to know more asks. All join the caller's transaction. */
@Component
final class ReviewWriter {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    ReviewWriter(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the member used the key before */
    Review insert(NewReview wanted, DeliveredOrder order) {
        LocalDateTime now = now();
        GeneratedKeyHolder generated = new GeneratedKeyHolder();
        jdbc.sql(
                        "INSERT INTO review (member_id, shop_id, order_id, star, body, visibility, idempotency_key, created_at,"
                                + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(wanted.memberId())
                .param(order.shopId())
                .params(wanted.orderId(), wanted.star(), wanted.body(), Visibility.SHOWN.name(), wanted.key(), now, now)
                .update(generated);
        long id = Objects.requireNonNull(generated.getKey()).longValue();
        outbox.append(EventDraft.of("ReviewWritten", String.valueOf(id), 1));
        return new Review(
                id,
                wanted.memberId(),
                order.shopId(),
                wanted.orderId(),
                wanted.star(),
                wanted.body(),
                null,
                Visibility.SHOWN,
                now,
                1);
    }

    /** @param seen locked by the caller */
    Review hide(Review seen) {
        long version = seen.version() + 1;
        jdbc.sql("UPDATE review SET visibility = ?, version = ?, updated_at = ? WHERE id = ?")
                .params(Visibility.HIDDEN.name(), version, now(), seen.id())
                .update();
        outbox.append(EventDraft.of("ReviewHidden", String.valueOf(seen.id()), version));
        return new Review(
                seen.id(),
                seen.memberId(),
                seen.shopId(),
                seen.orderId(),
                seen.star(),
                seen.body(),
                seen.ownerReply(),
                Visibility.HIDDEN,
                seen.createdAt(),
                version);
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
