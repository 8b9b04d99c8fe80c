package dev.banyan.ruby.order;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it. Amounts are whole won.
 *
 * @param memberId null in guests' orders
 * @param paidAmount what is approved for it and not refunded
 * @param paymentId the payment that settled it, approved or declined
 */
record Order(
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

        @JsonIgnore @Nullable CancelReason cancelReason,
        @Nullable Review review,
        List<Item> items) {

    /** A line of an order; name and price as they were when it was placed. */
    record Item(@Nullable Long menuId, @Nullable String name, int price, int qty) {}

    /** What the member wrote about it. */
    record Review(
            long id,
            int star,
            @Nullable String body,
            @Nullable String reply) {}

    Order withItems(List<Item> newItems) {
        return new Order(
                id,
                memberId,
                shopId,
                status,
                totalAmount,
                paidAmount,
                paymentId,
                memo,
                createdAt,
                cancelReason,
                review,
                List.copyOf(newItems));
    }

    /** With what is known to be paid, even if the total on the order has not followed yet. */
    Order withPaidAmount(long paid) {
        return new Order(
                id,
                memberId,
                shopId,
                status,
                totalAmount,
                paid,
                paymentId,
                memo,
                createdAt,
                cancelReason,
                review,
                items);
    }
}
