package dev.banyan.payment.ledger;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One row of the payment table as it was when read.
 *
 * @param memberId null in old guest payments, which no member can see
 * @param refundKey set from the moment a refund is claimed; {@code status} stays APPROVED until the gateway has refunded
 * @param createdAt local wall time, whole seconds, like all times here
 */
public record Payment(
        long id,
        @Nullable Long memberId,
        @Nullable Long orderId,
        @Nullable BigDecimal amount,
        String currency,
        PaymentStatus status,
        @Nullable PaymentMethod method,
        @Nullable String gatewayTransactionId,
        @Nullable String idempotencyKey,
        @Nullable String refundKey,
        @Nullable LocalDateTime refundedAt,
        @Nullable LocalDateTime createdAt,
        @Nullable LocalDateTime updatedAt) {

    /** Whether the last write to this row is older than the moment given. A row that never says counts as older. */
    public boolean untouchedSince(LocalDateTime moment) {
        return updatedAt == null || updatedAt.isBefore(moment);
    }
}
