package dev.banyan.order.catalogue;

import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.OrderLine;
import dev.banyan.order.book.Orders;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prices orders. Shops and menus are asked for each order; while they give no answer, their last one serves for a bounded
 * time, so that a short outage there loses no order here.
 */
@Component
public final class Catalogue {

    private static final int MOST_KEPT = 5_000;

    private record Kept(Offer offer, Instant at) {}

    private final CatalogueSettings settings;
    private final Orders orders;
    private final Clock clock;
    private final Lookup lookup;
    private final Map<Long, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    Catalogue(CatalogueSettings settings, Orders orders, Clock clock, JsonMapper json) {
        this.settings = settings;
        this.orders = orders;
        this.clock = clock;
        this.lookup = new Lookup(json, settings.answerTimeout());
    }

    /**
     * The lines at today's prices, by the names that the customer saw; a menu's former name is as good as its present one.
     *
     * @throws Problem when the shop does not sell that now, or nobody can tell
     */
    public List<OrderLine> price(long shopId, List<Wish> wishes) {
        Offer offer = offer(shopId);
        if (!offer.shop().open()) {
            throw Problem.conflict("Shop " + shopId + " is closed");
        }
        Map<Long, Offer.Menu> onTheMenu = new HashMap<>();
        offer.menus().forEach(menu -> onTheMenu.put(menu.id(), menu));
        List<OrderLine> lines = new ArrayList<>();
        for (Wish wish : wishes) {
            lines.add(line(shopId, onTheMenu.get(wish.menuId()), wish));
        }
        return lines;
    }

    /** Whether there is such a member: one who has ordered is; only for others somebody is asked. */
    public boolean knowsMember(long memberId) {
        List<URI> members = settings.members();
        return members.isEmpty()
                || orders.anyOf(memberId)
                || lookup.get(members, "/api/members/" + memberId, JsonNode.class)
                        .isPresent();
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

    private Offer offer(long shopId) {
        try {
            Offer.Shop shop = lookup.get(settings.shops(), "/api/shops/" + shopId, Offer.Shop.class)
                    .orElseThrow(() -> Problem.invalid("There is no shop " + shopId));
            List<Offer.Menu> menus = lookup.get(settings.menus(), "/api/shops/" + shopId + "/menus", Offer.Menu[].class)
                    .map(Arrays::asList)
                    .orElse(List.of());
            Offer offer = new Offer(shop, menus);
            kept.put(shopId, new Kept(offer, clock.instant()));
            return offer;
        } catch (Problem problem) {
            Kept last = kept.get(shopId);
            boolean silent = problem.status().is5xxServerError();
            if (silent && last != null && !clock.instant().isAfter(last.at().plus(settings.keepFor()))) {
                return last.offer();
            }
            throw problem;
        }
    }
}
