package dev.banyan.shopview.pages;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What customers see of a shop.
 *
 * @param owner who runs it, as the law has shops show; null where nobody knows
 * @param menus in id order, sold out or not
 * @param ads that run now, the highest bid first
 * @param dataAsOf what was told until then is in it; null where nobody tells
 */
public record ShopPage(
        long id,
        @Nullable String name,
        @Nullable String category,
        boolean open,
        @Nullable Owner owner,
        List<Menu> menus,
        List<Ad> ads,
        @Nullable Instant dataAsOf) {

    /** Who runs a shop. */
    public record Owner(@Nullable String name, @Nullable String businessNumber) {}

    /** @param price whole won */
    public record Menu(long id, @Nullable String name, long price, boolean onSale) {}

    /** An ad that runs. */
    public record Ad(long id, @Nullable String type) {}

    public ShopPage {
        menus = List.copyOf(menus);
        ads = List.copyOf(ads);
    }
}
