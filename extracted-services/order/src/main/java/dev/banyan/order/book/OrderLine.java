package dev.banyan.order.book;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param name as the customer saw it
 * @param price of one, when it was ordered
 */
public record OrderLine(@Nullable Long menuId, @Nullable String name, BigDecimal price, int quantity) {

    BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
