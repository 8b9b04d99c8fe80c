package dev.banyan.payment.ledger;

import dev.banyan.kit.database.DeadlockRetry;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the life of a refund: the claim (refund key set, still APPROVED), then CANCELLED, or the claim given back. Each
 * method is one committed transaction, and a compare-and-set on what its caller saw.
 */
@Component
public final class RefundRows {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeadlockRetry retry;
    private final PaymentFacts facts;
    private final TransactionTemplate transaction;

    RefundRows(
            JdbcClient jdbc,
            Clock clock,
            DeadlockRetry retry,
            PaymentFacts facts,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.retry = retry;
        this.facts = facts;
        this.transaction = new TransactionTemplate(transactions);
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

    /** The gateway has refunded: CANCELLED, with the time, and told. */
    public void complete(Payment claimed, String refundKey) {
        retry.run(() -> Objects.requireNonNull(transaction.execute(open -> cancel(claimed, refundKey))));
    }

    private boolean cancel(Payment claimed, String refundKey) {
        LocalDateTime now = now();
        int changed = jdbc.sql("UPDATE payment SET status = 'CANCELLED', refunded_at = ?, updated_at = ?"
                        + " WHERE id = ? AND status = 'APPROVED' AND refund_key = ?")
                .params(now, now, claimed.id(), refundKey)
                .update();
        if (changed == 1) {
            facts.moved(claimed, PaymentStatus.CANCELLED);
        }
        return changed == 1;
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
