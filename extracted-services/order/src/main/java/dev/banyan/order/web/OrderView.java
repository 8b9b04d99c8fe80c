package dev.banyan.order.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.banyan.order.book.Order;
import dev.banyan.order.book.OrderLine;
import dev.banyan.order.lifecycle.OrderStatus;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it. Amounts are whole won.
 *
 * @param memberId null in guests' orders of old
 * @param paidAmount what is approved for it and not refunded
 * @param paymentId the payment that settled it, approved or declined
 * @param review always null: reviews belong to others
 */
public record OrderView(
        long id,
        @Nullable Long memberId,
        @Nullable Long shopId,
        OrderStatus status,
        long totalAmount,
        long paidAmount,
        @Nullable Long paymentId,
        @Nullable String memo,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt,

        @Nullable Object review,
        List<ItemView> items) {

    public OrderView {
        items = List.copyOf(items);
    }

    /** A line of an order; name and price as they were when it was placed. */
    public record ItemView(@Nullable Long menuId, @Nullable String name, long price, int qty) {

        static ItemView of(OrderLine line) {
            return new ItemView(line.menuId(), line.name(), line.price().longValue(), line.quantity());
        }
    }

    static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.memberId(),
                order.shopId(),
                order.status(),
                order.total().longValue(),
                order.paid().longValue(),
                order.paymentId(),
                order.note(),
                order.placedAt(),
                null,
                order.lines().stream().map(ItemView::of).toList());
    }
}
