package dev.banyan.shopview.pages;

import java.util.Optional;

/** Where pages come from. */
public interface ShopPages {

    /**
     * Empty when there is no such shop.
     *
     * @throws dev.banyan.kit.web.Problem when what it needs is not there now
     */
    Optional<ShopPage> of(long shopId);
}
