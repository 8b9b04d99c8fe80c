package dev.banyan.ruby.payment;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * The table {@code payments}. Every write is one statement, committed by itself; it takes effect only if the row is
 * still as the caller saw it.
 */
@Component
final class PaymentRows {

    private static final String SELECT = "SELECT pay_no, mem_no, ord_no, pay_amt, pay_stat, pay_mthd, pg_tid, idem_key,"
            + " rfnd_key, rfnd_dt, reg_dt, upd_dt FROM payments ";

    private static final RowMapper<PaymentRow> ROW = (row, n) -> new PaymentRow(
            new Payment(
                    row.getLong("pay_no"),
                    row.getObject("mem_no", Long.class),
                    row.getObject("ord_no", Long.class),
                    row.getLong("pay_amt"),
                    "KRW",
                    PaymentStatus.of(row.getString("pay_stat")),
                    PaymentMethod.of(row.getString("pay_mthd")),
                    row.getObject("reg_dt", LocalDateTime.class),
                    row.getObject("rfnd_dt", LocalDateTime.class)),
            row.getString("pg_tid"),
            row.getString("idem_key"),
            row.getString("rfnd_key"),
            row.getObject("upd_dt", LocalDateTime.class));

    private final JdbcClient jdbc;
    private final WallTime clock;

    PaymentRows(Queries queries, WallTime clock) {
        this.jdbc = queries.of("payments");
        this.clock = clock;
    }

    /** A member's payment; empty also when it is another's. */
    Optional<PaymentRow> find(long memberId, long id) {
        return jdbc.sql(SELECT + "WHERE pay_no = ? AND mem_no = ?")
                .params(id, memberId)
                .query(ROW)
                .optional();
    }

    Optional<PaymentRow> findByKey(long memberId, String key) {
        return jdbc.sql(SELECT + "WHERE mem_no = ? AND idem_key = ?")
                .params(memberId, key)
                .query(ROW)
                .optional();
    }

    /** Newest first by time: ids may come from two servers. */
    List<Payment> newestOf(long memberId, int limit) {
        return jdbc
                .sql(SELECT + "WHERE mem_no = ? ORDER BY reg_dt DESC, pay_no DESC LIMIT ?")
                .params(memberId, limit)
                .query(ROW)
                .list() // not stream(): that one keeps its connection until it is closed
                .stream()
                .map(PaymentRow::payment)
                .toList();
    }

    /**
     * Inserts a PENDING payment and returns its id; empty when the member used the key before.
     *
     * @throws PaymentProblem when there is no such order
     */
    OptionalLong open(long memberId, String key, NewPayment wanted) {
        LocalDateTime now = now();
        var id = new GeneratedKeyHolder();
        try {
            Deadlocks.retry(() -> jdbc.sql("INSERT INTO payments"
                            + " (mem_no, ord_no, pay_amt, pay_stat, pay_mthd, idem_key, reg_dt, upd_dt)"
                            + " VALUES (?, ?, ?, 'P', ?, ?, ?, ?)")
                    .params(memberId, wanted.orderId(), wanted.amount(), wanted.method().code, key, now, now)
                    .update(id));
        } catch (DuplicateKeyException used) {
            return OptionalLong.empty();
        } catch (DataIntegrityViolationException noOrder) {
            throw new PaymentProblem(
                    PaymentProblem.Kind.UNKNOWN_ORDER, "There is no order " + wanted.orderId() + ".", null);
        }
        return OptionalLong.of(Objects.requireNonNull(id.getKey()).longValue());
    }

    /** Makes a failed or abandoned payment PENDING again; false when somebody else was first. */
    boolean reopen(PaymentRow seen) {
        return update(
                "UPDATE payments SET pay_stat = 'P', upd_dt = ? WHERE pay_no = ? AND pay_stat = ? AND upd_dt <=> ?",
                now(),
                seen.id(),
                seen.status().code,
                seen.updatedAt());
    }

    /** Ends a PENDING payment; false when it no longer was. */
    boolean settle(long id, PaymentStatus status, @Nullable String transactionId) {
        return update(
                "UPDATE payments SET pay_stat = ?, pg_tid = ?, upd_dt = ? WHERE pay_no = ? AND pay_stat = 'P'",
                status.code,
                transactionId,
                now(),
                id);
    }

    /**
     * Reserves an approved payment for one refund; false when somebody else was first.
     *
     * @throws DuplicateKeyException when the member used the key to refund another payment
     */
    boolean claimRefund(PaymentRow seen, String refundKey) {
        return update(
                "UPDATE payments SET rfnd_key = ?, upd_dt = ? WHERE pay_no = ? AND pay_stat = 'A'"
                        + " AND rfnd_key <=> ? AND upd_dt <=> ?",
                refundKey,
                now(),
                seen.id(),
                seen.refundKey(),
                seen.updatedAt());
    }

    /** Ends a claimed refund. */
    boolean refunded(long id, String refundKey) {
        LocalDateTime now = now();
        return update(
                "UPDATE payments SET pay_stat = 'C', rfnd_dt = ?, upd_dt = ?"
                        + " WHERE pay_no = ? AND pay_stat = 'A' AND rfnd_key = ?",
                now,
                now,
                id,
                refundKey);
    }

    /** Gives a claim back after the gateway failed. */
    boolean releaseRefund(long id, String refundKey) {
        return update(
                "UPDATE payments SET rfnd_key = NULL, upd_dt = ? WHERE pay_no = ? AND pay_stat = 'A' AND rfnd_key = ?",
                now(),
                id,
                refundKey);
    }

    private boolean update(String sql, @Nullable Object... params) {
        return Deadlocks.retry(() -> jdbc.sql(sql).params(params).update()) == 1;
    }

    private LocalDateTime now() {
        return clock.now();
    }
}
