package dev.banyan.ruby.payment;

import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A payment as it is stored: what the API shows and what it does not. */
record PaymentRow(
        Payment payment,
        @Nullable String transactionId,
        @Nullable String key,
        @Nullable String refundKey,
        @Nullable LocalDateTime updatedAt) {

    long id() {
        return payment.id();
    }

    PaymentStatus status() {
        return payment.status();
    }

    /** Whether this row came of such a request. Old rows don't know their method. */
    boolean answers(NewPayment wanted) {
        return Objects.equals(payment.orderId(), wanted.orderId())
                && payment.amount() == wanted.amount()
                && (payment.method() == null || payment.method() == wanted.method());
    }

    boolean untouchedSince(LocalDateTime time) {
        return updatedAt == null || updatedAt.isBefore(time);
    }
}
