package dev.banyan.shoplist.web;

import dev.banyan.shoplist.directory.Opening;
import dev.banyan.shoplist.directory.Shop;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A shop as the API shows it.
 *
 * @param category its code
 */
public record ShopView(
        long id,
        @Nullable String name,
        @Nullable String category,
        boolean open,
        @Nullable BigDecimal lat,
        @Nullable BigDecimal lng,
        @Nullable Long ownerId) {

    static ShopView of(Shop shop) {
        return new ShopView(
                shop.id(),
                shop.name(),
                shop.categoryCode(),
                shop.opening() == Opening.OPEN,
                shop.location().latitude(),
                shop.location().longitude(),
                shop.ownerId());
    }
}
