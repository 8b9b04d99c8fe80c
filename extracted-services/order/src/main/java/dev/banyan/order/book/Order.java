package dev.banyan.order.book;

import dev.banyan.order.lifecycle.CancelReason;
import dev.banyan.order.lifecycle.OrderStatus;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was when read. Orders that came from the monolith have gaps.
 *
 * @param memberId null in guests' orders of old
 * @param cancelReason null unless it is cancelled
 * @param placedAt local wall time, whole seconds
 * @param version rises by one with every write of this service
 * @param process null for orders that were placed in the monolith
 */
public record Order(
        long id,
        @Nullable Long memberId,
        @Nullable Long shopId,
        OrderStatus status,
        @Nullable CancelReason cancelReason,
        BigDecimal total,
        @Nullable Long paymentId,
        @Nullable String note,
        @Nullable LocalDateTime placedAt,
        long version,
        @Nullable OrderProcess process,
        List<OrderLine> lines) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** What is approved for it and not refunded. Of an order placed in the monolith: what its status tells. */
    public BigDecimal paid() {
        if (process == null) {
            boolean unpaid = status == OrderStatus.PENDING_PAYMENT || status == OrderStatus.CANCELLED;
            return unpaid ? BigDecimal.ZERO : total;
        }
        return process.payment() == OrderProcess.Payment.APPROVED
                ? Objects.requireNonNullElse(process.paidAmount(), total)
                : BigDecimal.ZERO;
    }

    /** The payment that it was, or is to be, settled by. */
    public @Nullable Long knownPaymentId() {
        return paymentId != null || process == null ? paymentId : process.paymentId();
    }

    Order withLines(List<OrderLine> newLines) {
        return new Order(
                id,
                memberId,
                shopId,
                status,
                cancelReason,
                total,
                paymentId,
                note,
                placedAt,
                version,
                process,
                newLines);
    }
}
