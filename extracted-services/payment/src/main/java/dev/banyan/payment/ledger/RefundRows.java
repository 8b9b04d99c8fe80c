package dev.banyan.payment.ledger;

import dev.banyan.kit.database.DeadlockRetry;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the life of a refund: the claim (refund key set, still APPROVED), then CANCELLED, or the claim given back. Each
 * method is one committed statement, and a compare-and-set on what its caller saw.
 */
@Component
public final class RefundRows {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeadlockRetry retry;

    RefundRows(JdbcClient jdbc, Clock clock, DeadlockRetry retry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.retry = retry;
    }

    /**
     * Claims the refund of an APPROVED payment for one caller.
     *
     * @return when the claim was made, or null when the row is no longer as it was seen
     * @throws DuplicateKeyException when the member has used the key to refund another payment
     */
    public @Nullable LocalDateTime claim(Payment seen, String refundKey) {
        LocalDateTime now = now();
        int changed = retry.run(() -> jdbc.sql("UPDATE payment SET refund_key = ?, updated_at = ?"
                        + " WHERE id = ? AND status = 'APPROVED' AND refund_key <=> ? AND updated_at <=> ?")
                .params(refundKey, now, seen.id())
                .param(seen.refundKey())
                .param(seen.updatedAt())
                .update());
        return changed == 0 ? null : now;
    }

    /** The gateway has refunded: CANCELLED, with the time. */
    public void complete(long id, String refundKey) {
        LocalDateTime now = now();
        retry.run(() -> jdbc.sql("UPDATE payment SET status = 'CANCELLED', refunded_at = ?, updated_at = ?"
                        + " WHERE id = ? AND status = 'APPROVED' AND refund_key = ?")
                .params(now, now, id, refundKey)
                .update());
    }

    /** The gateway did not refund: any key may try again. */
    public void release(long id, String refundKey, LocalDateTime claimedAt) {
        retry.run(() -> jdbc.sql("UPDATE payment SET refund_key = NULL, updated_at = ?"
                        + " WHERE id = ? AND status = 'APPROVED' AND refund_key = ? AND updated_at = ?")
                .params(now(), id, refundKey, claimedAt)
                .update());
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
