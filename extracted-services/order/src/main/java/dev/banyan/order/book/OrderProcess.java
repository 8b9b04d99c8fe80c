package dev.banyan.order.book;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What this service alone knows of an order.
 *
 * @param paymentId null until payment has said it
 * @param relayHeard whether the relay has said that a device of the shop has the order
 */
public record OrderProcess(
        long orderId,
        @Nullable Long memberId,
        @Nullable PaymentMethod method,
        Payment payment,
        @Nullable Long paymentId,
        @Nullable BigDecimal paidAmount,
        boolean relayHeard) {

    /** What payment has said. */
    public enum Payment {
        /** Asked for; nothing is known yet. */
        REQUESTED,
        APPROVED,
        FAILED,
        REFUNDED
    }

    /** The key under which an order is paid, once; the monolith uses the same. */
    public static String paymentKey(long orderId) {
        return "ord-" + orderId;
    }

    /** The key under which an order's payment is refunded, once; the monolith uses the same. */
    public static String refundKey(long orderId) {
        return "ord-" + orderId + "-refund";
    }
}
