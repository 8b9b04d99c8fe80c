package dev.banyan.order.book;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order that was priced and is to be paid. */
public record NewOrder(
        long memberId, String key, long shopId, @Nullable String note, PaymentMethod method, List<OrderLine> lines) {

    public NewOrder {
        lines = List.copyOf(lines);
    }

    public BigDecimal total() {
        return lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
