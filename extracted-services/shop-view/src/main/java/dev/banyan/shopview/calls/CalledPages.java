package dev.banyan.shopview.calls;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.kit.web.Problem;
import dev.banyan.shopview.pages.ShopPage;
import dev.banyan.shopview.pages.ShopPages;
import dev.banyan.shopview.pages.Sources;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages out of others' APIs: each asks for the shop, its owner, its menus and its ads, one after the other, with the time-out that fetching
 * has. What one of them does not answer, the page can't show, and is not shown.
 */
@Component
@ConditionalOnProperty(name = "views.mode", havingValue = "api")
final class CalledPages implements ShopPages {

    private final Sources sources;
    private final JsonHttp http;
    private final Clock clock;

    CalledPages(Sources sources, JsonMapper json, Clock clock) {
        this.sources = sources;
        this.http = new JsonHttp(json, sources.answerTimeout(), sources.answerTimeout());
        this.clock = clock;
    }

    @Override
    public Optional<ShopPage> of(long shopId) {
        JsonNode shop = ask(sources.shops(), "/api/shops/" + shopId);
        if (shop == null) {
            return Optional.empty();
        }
        JsonNode ownerId = shop.path("ownerId");
        JsonNode owner =
                ownerId.isIntegralNumber() ? ask(sources.owners(), "/api/owners/" + ownerId.longValue()) : null;
        return Optional.of(new ShopPage(
                shopId,
                text(shop, "name"),
                text(shop, "category"),
                shop.path("open").booleanValue(false),
                owner == null ? null : new ShopPage.Owner(text(owner, "name"), text(owner, "businessNumber")),
                menus(ask(sources.menus(), "/api/shops/" + shopId + "/menus")),
                ads(ask(sources.ads(), "/api/ads?shopId=" + shopId)),
                clock.instant()));
    }

    private static List<ShopPage.Menu> menus(@Nullable JsonNode answer) {
        List<ShopPage.Menu> menus = new ArrayList<>();
        each(answer)
                .forEach(menu -> menus.add(new ShopPage.Menu(
                        menu.path("id").longValue(0),
                        text(menu, "name"),
                        menu.path("price").longValue(0),
                        menu.path("onSale").booleanValue(false))));
        return menus;
    }

    private List<ShopPage.Ad> ads(@Nullable JsonNode answer) {
        LocalDateTime now = LocalDateTime.now(clock);
        return each(answer).stream()
                .filter(ad -> "RUNNING".equals(text(ad, "status")) && runs(text(ad, "from"), text(ad, "to"), now))
                .sorted(Comparator.comparingLong(ad -> -ad.path("bid").longValue(0)))
                .map(ad -> new ShopPage.Ad(ad.path("id").longValue(0), text(ad, "type")))
                .toList();
    }

    private static boolean runs(@Nullable String from, @Nullable String to, LocalDateTime now) {
        return from != null
                && !LocalDateTime.parse(from).isAfter(now)
                && (to == null || LocalDateTime.parse(to).isAfter(now));
    }

    private static List<JsonNode> each(@Nullable JsonNode answer) {
        List<JsonNode> all = new ArrayList<>();
        if (answer != null) {
            answer.forEach(all::add);
        }
        return all;
    }

    /** Null when the service knows none, or nobody is named who might. */
    private @Nullable JsonNode ask(@Nullable URI base, String path) {
        if (base == null) {
            return null;
        }
        try {
            JsonHttp.Answer answer = http.get(base.resolve(path));
            if (answer.successful()) {
                return answer.body();
            }
            if (answer.status() == HttpStatus.NOT_FOUND.value()) {
                return null;
            }
            throw away(base, path, "answered " + answer.status());
        } catch (NoAnswer none) {
            throw away(base, path, String.valueOf(none.getMessage()));
        }
    }

    private static Problem away(URI base, String path, String why) {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "service-away",
                        "The page can't be shown: " + base.resolve(path) + " " + why)
                .retryable();
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
