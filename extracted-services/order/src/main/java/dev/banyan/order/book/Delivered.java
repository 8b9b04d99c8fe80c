package dev.banyan.order.book;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** For listeners in this process: an order was delivered, if the transaction under way commits. The facts of its event. */
public record Delivered(
        long orderId, @Nullable Long shopId, @Nullable Long memberId, BigDecimal amount) {}
