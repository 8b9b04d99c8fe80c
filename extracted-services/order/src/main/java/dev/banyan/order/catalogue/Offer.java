package dev.banyan.order.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shop is ready to sell, as it was told. */
record Offer(Shop shop, List<Menu> menus) {

    Offer {
        menus = List.copyOf(menus);
    }

    /** As the shop list tells it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Shop(long id, boolean open) {}

    /**
     * As the menus' owner tells it.
     *
     * @param previousName customers may still have that before their eyes
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Menu(
            long id,
            String name,
            BigDecimal price,
            boolean onSale,
            @Nullable String previousName) {

        boolean isCalled(String seen) {
            return seen.equals(name) || seen.equals(previousName);
        }
    }
}
