package dev.banyan.payment.web;

import dev.banyan.payment.ledger.Payment;
import dev.banyan.payment.ledger.PaymentMethod;
import dev.banyan.payment.ledger.PaymentStatus;
import dev.banyan.payment.ledger.WholeUnits;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A payment as the API shows it; times are local wall time. */
public record PaymentView(
        long id,
        @Nullable Long memberId,
        @Nullable Long orderId,
        @Nullable BigDecimal amount,
        String currency,
        PaymentStatus status,
        @Nullable PaymentMethod method,
        @Nullable LocalDateTime createdAt,
        @Nullable LocalDateTime refundedAt) {

    static PaymentView of(Payment payment) {
        BigDecimal amount = payment.amount();
        return new PaymentView(
                payment.id(),
                payment.memberId(),
                payment.orderId(),
                amount == null ? null : WholeUnits.of(amount),
                payment.currency(),
                payment.status(),
                payment.method(),
                payment.createdAt(),
                payment.refundedAt());
    }
}
