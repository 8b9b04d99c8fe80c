package dev.banyan.payment.ledger;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads payments. Nothing is cached: a synchroniser may write the same table at any time.
 */
@Component
public final class PaymentLedger {

    private static final String SELECT = "SELECT id, member_id, order_id, amount, currency, status, method,"
            + " gateway_transaction_id, idempotency_key, refund_key, refunded_at, created_at, updated_at FROM payment ";

    private final JdbcClient jdbc;

    PaymentLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The payment, if it is that member's. */
    public Optional<Payment> find(long memberId, long id) {
        return jdbc.sql(SELECT + "WHERE id = ? AND member_id = ?")
                .params(id, memberId)
                .query(PaymentRow::read)
                .optional();
    }

    /** The payment that the member opened with this key. */
    public Optional<Payment> findByKey(long memberId, String idempotencyKey) {
        return jdbc.sql(SELECT + "WHERE member_id = ? AND idempotency_key = ?")
                .params(memberId, idempotencyKey)
                .query(PaymentRow::read)
                .optional();
    }

    /** Payments of members that are PENDING and that nobody has written to since the moment given, oldest first. */
    public List<Payment> pendingSince(LocalDateTime moment, int limit) {
        return jdbc.sql(SELECT + "WHERE status = 'PENDING' AND updated_at < ? AND member_id IS NOT NULL"
                        + " AND order_id IS NOT NULL AND amount IS NOT NULL AND method IS NOT NULL"
                        + " AND idempotency_key IS NOT NULL ORDER BY updated_at, id LIMIT ?")
                .params(moment, limit)
                .query(PaymentRow::read)
                .list();
    }

    /** The member's payments, newest first. */
    public List<Payment> newest(long memberId, int limit) {
        return jdbc.sql(SELECT + "WHERE member_id = ? ORDER BY created_at DESC, id DESC LIMIT ?")
                .params(memberId, limit)
                .query(PaymentRow::read)
                .list();
    }
}
