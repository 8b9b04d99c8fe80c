package dev.banyan.order.catalogue;

import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.OrderLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prices orders. */
@Component
public final class Catalogue {

    private final Offers offers;

    Catalogue(Offers offers) {
        this.offers = offers;
    }

    /**
     * The lines at today's prices, by the names that the customer saw; a menu's former name is as good as its present one.
     *
     * @throws Problem when the shop does not sell that now, or nobody can tell
     */
    public List<OrderLine> price(long shopId, List<Wish> wishes) {
        Optional<Offer> fresh = offers.fresh(shopId);
        if (fresh.isPresent()) {
            try {
                return lines(fresh.get(), wishes);
            } catch (Problem mayBeSoldByNow) {
                // The customer may have seen more than was known here: whoever sells it is asked.
            }
        }
        return lines(offers.ask(shopId), wishes);
    }

    private static List<OrderLine> lines(Offer offer, List<Wish> wishes) {
        long shopId = offer.shop().id();
        if (!offer.shop().open()) {
            throw Problem.conflict("Shop " + shopId + " is closed");
        }
        Map<Long, Offer.Menu> onTheMenu = new HashMap<>();
        offer.menus().forEach(menu -> onTheMenu.put(menu.id(), menu));
        return wishes.stream()
                .map(wish -> line(shopId, onTheMenu.get(wish.menuId()), wish))
                .toList();
    }

    private static OrderLine line(long shopId, Offer.@Nullable Menu menu, Wish wish) {
        if (menu == null) {
            throw Problem.invalid("Shop %d has no menu %d".formatted(shopId, wish.menuId()));
        }
        if (!menu.onSale()) {
            throw Problem.conflict("Menu " + menu.id() + " is sold out");
        }
        String seen = Objects.requireNonNullElse(wish.name(), menu.name());
        if (!menu.isCalled(seen)) {
            throw Problem.conflict("Menu %d is called '%s', not '%s'".formatted(menu.id(), menu.name(), seen));
        }
        return new OrderLine(menu.id(), seen, menu.price(), wish.quantity());
    }
}
