package dev.banyan.order.book;

import dev.banyan.order.lifecycle.CancelReason;
import dev.banyan.order.lifecycle.OrderStatus;
import dev.banyan.order.lifecycle.Verdict.Move;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Writes orders, each write a compare-and-set on the version that its caller saw. All join the caller's transaction. */
@Component
final class OrderWriter {

    private static final String CURRENCY = "KRW";

    private final JdbcClient jdbc;
    private final Clock clock;

    OrderWriter(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Inserts an order that waits for its payment, with version 1, and returns its id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the member used the key before
     */
    long insert(NewOrder wanted) {
        LocalDateTime now = now();
        GeneratedKeyHolder generated = new GeneratedKeyHolder();
        jdbc.sql(
                        "INSERT INTO customer_order (member_id, shop_id, status, total_amount, currency, idempotency_key, note,"
                                + " placed_at, updated_at) VALUES (?, ?, 'PENDING_PAYMENT', ?, ?, ?, ?, ?, ?)")
                .params(wanted.memberId(), wanted.shopId(), wanted.total(), CURRENCY, wanted.key())
                .param(wanted.note())
                .params(now, now)
                .update(generated);
        long id = Objects.requireNonNull(generated.getKey()).longValue();
        for (OrderLine line : wanted.lines()) {
            jdbc.sql("INSERT INTO order_line (order_id, member_id, menu_id, menu_name, unit_price, currency, quantity)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(id, wanted.memberId())
                    .param(line.menuId())
                    .param(line.name())
                    .params(line.price(), CURRENCY, line.quantity())
                    .update();
        }
        return id;
    }

    /** Makes a move; false when somebody else has written the order since it was seen. */
    boolean move(Order seen, Move move, @Nullable Long paymentId) {
        CancelReason reason = move.command().reason();
        LocalDateTime now = now();
        return jdbc.sql("UPDATE customer_order SET status = :stored, cancel_kind = :kind, cancel_reason = :reason,"
                                + " relayed_at = COALESCE(relayed_at, :relayed),"
                                + " dispatched_at = COALESCE(dispatched_at, :dispatched),"
                                + " payment_id = COALESCE(:payment, payment_id), version = version + 1,"
                                + " updated_at = :now" + SEEN)
                        .param("stored", OrderRow.stored(move.to()).name())
                        .param("kind", reason == null ? null : reason.kind().name())
                        .param("reason", reason == null ? null : reason.name())
                        .param("relayed", move.to() == OrderStatus.RELAYED ? now : null)
                        .param("dispatched", move.to() == OrderStatus.DELIVERING ? now : null)
                        .param("payment", paymentId)
                        .param("now", now)
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .param("seen", OrderRow.stored(seen.status()).name())
                        .update()
                == 1;
    }

    /** Raises the version and changes nothing else; false when somebody else has written the order since it was seen. */
    boolean touch(Order seen) {
        return jdbc.sql("UPDATE customer_order SET version = version + 1, updated_at = :now" + SEEN)
                        .param("now", now())
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .param("seen", OrderRow.stored(seen.status()).name())
                        .update()
                == 1;
    }

    /** The status as well, for a synchroniser does not raise the version. */
    private static final String SEEN = " WHERE id = :id AND version = :version AND status = :seen";

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
