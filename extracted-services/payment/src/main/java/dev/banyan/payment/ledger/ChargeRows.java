package dev.banyan.payment.ledger;

import dev.banyan.kit.database.DeadlockRetry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the life of a charge: PENDING before the gateway is asked, then what it answered. Each method is
 * one committed transaction, and a compare-and-set on what its caller saw: of several callers at most one wins.
 */
@Component
public final class ChargeRows {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeadlockRetry retry;
    private final PaymentFacts facts;
    private final TransactionTemplate transaction;

    ChargeRows(
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

    /** Opens a PENDING payment; empty when the member has used the key before. */
    public Optional<Payment> open(NewPayment wanted) {
        LocalDateTime now = now();
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            retry.run(() -> jdbc.sql("INSERT INTO payment (member_id, order_id, amount, currency, status, method,"
                            + " idempotency_key, created_at, updated_at) VALUES (?, ?, ?, ?, 'PENDING', ?, ?, ?, ?)")
                    .params(wanted.memberId(), wanted.orderId(), wanted.amount(), wanted.currency())
                    .params(wanted.method().name(), wanted.idempotencyKey(), now, now)
                    .update(key));
        } catch (DuplicateKeyException used) {
            return Optional.empty();
        }
        return Optional.of(new Payment(
                Objects.requireNonNull(key.getKey()).longValue(),
                wanted.memberId(),
                wanted.orderId(),
                BigDecimal.valueOf(wanted.amount()),
                wanted.currency(),
                PaymentStatus.PENDING,
                wanted.method(),
                null,
                wanted.idempotencyKey(),
                null,
                null,
                now,
                now));
    }

    /** Makes a FAILED or abandoned payment PENDING again; empty when somebody else changed it since it was read. */
    public Optional<Payment> retake(Payment seen) {
        LocalDateTime now = now();
        int changed = retry.run(() -> jdbc.sql("UPDATE payment SET status = 'PENDING', updated_at = ?"
                        + " WHERE id = ? AND status = ? AND updated_at <=> ?")
                .params(now, seen.id(), seen.status().name())
                .param(seen.updatedAt())
                .update());
        if (changed == 0) {
            return Optional.empty();
        }
        return Optional.of(new Payment(
                seen.id(),
                seen.memberId(),
                seen.orderId(),
                seen.amount(),
                seen.currency(),
                PaymentStatus.PENDING,
                seen.method(),
                seen.gatewayTransactionId(),
                seen.idempotencyKey(),
                seen.refundKey(),
                seen.refundedAt(),
                seen.createdAt(),
                now));
    }

    /** Stores what became of a PENDING payment, and tells it, unless another try has taken it over meanwhile. */
    public void settle(Payment pending, PaymentStatus status, @Nullable String gatewayTransactionId) {
        retry.run(() ->
                Objects.requireNonNull(transaction.execute(open -> write(pending, status, gatewayTransactionId))));
    }

    private boolean write(Payment pending, PaymentStatus status, @Nullable String gatewayTransactionId) {
        int changed = jdbc.sql("UPDATE payment SET status = ?, gateway_transaction_id = ?, updated_at = ?"
                        + " WHERE id = ? AND status = 'PENDING' AND updated_at <=> ?")
                .param(status.name())
                .param(gatewayTransactionId)
                .params(now(), pending.id())
                .param(pending.updatedAt())
                .update();
        if (changed == 1) {
            facts.moved(pending, status);
        }
        return changed == 1;
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
