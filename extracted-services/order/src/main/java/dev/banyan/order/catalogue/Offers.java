package dev.banyan.order.catalogue;

import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What shops sell, as the shop list and the menus' owner told last. Safe for many threads. */
@Component
final class Offers {

    private static final int MOST_KEPT = 5_000;

    private record Kept(Offer offer, Instant at) {}

    private final CatalogueSettings settings;
    private final Clock clock;
    private final Lookup lookup;
    private final Map<Long, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    Offers(CatalogueSettings settings, Clock clock, Lookup lookup) {
        this.settings = settings;
        this.clock = clock;
        this.lookup = lookup;
    }

    /** What was told of the shop within {@code catalogue.fresh-for}. */
    Optional<Offer> fresh(long shopId) {
        return lastWithin(settings.freshFor(), shopId);
    }

    /**
     * Asks; while nobody answers, what was told within {@code catalogue.keep-for} serves.
     *
     * @throws Problem when there is no such shop, or nobody can tell
     */
    Offer ask(long shopId) {
        Instant now = clock.instant();
        try {
            Offer.Shop shop = lookup.get(settings.shops(), "/api/shops/" + shopId, Offer.Shop.class)
                    .orElseThrow(() -> Problem.invalid("There is no shop " + shopId));
            List<Offer.Menu> menus = lookup.get(settings.menus(), "/api/shops/" + shopId + "/menus", Offer.Menu[].class)
                    .map(Arrays::asList)
                    .orElse(List.of());
            Offer offer = new Offer(shop, menus);
            kept.put(shopId, new Kept(offer, now));
            return offer;
        } catch (Problem problem) {
            if (!problem.status().is5xxServerError()) {
                throw problem;
            }
            return lastWithin(settings.keepFor(), shopId).orElseThrow(() -> problem);
        }
    }

    private Optional<Offer> lastWithin(Duration age, long shopId) {
        return Optional.ofNullable(kept.get(shopId))
                .filter(last -> clock.instant().isBefore(last.at().plus(age)))
                .map(Kept::offer);
    }
}
