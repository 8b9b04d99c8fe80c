package dev.banyan.search.web;

import dev.banyan.search.engine.Engine;
import dev.banyan.search.web.Found.FoundAd;
import dev.banyan.search.web.Found.FoundShop;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks the engine for ads and shops at once. Where no shop is called so or sells such a thing, a category may be. */
@Component
final class Search {

    private final Engine engine;
    private final Clock clock;

    Search(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    private record Bidding(FoundAd ad, long bid) {}

    Found find(Wanted wanted) {
        LocalDateTime now = LocalDateTime.now(clock);
        List<JsonNode> answers = engine.search(List.of(
                Queries.shops(wanted),
                Queries.shopsByCategory(wanted),
                Queries.adsByKeyword(wanted, now),
                Queries.adsByShop(wanted, now)));
        List<FoundShop> shops = shops(answers.get(0));
        return new Found(
                ads(List.of(answers.get(2), answers.get(3)), wanted.limit()),
                shops.isEmpty() ? shops(answers.get(1)) : shops);
    }

    private static List<FoundShop> shops(JsonNode answer) {
        List<FoundShop> shops = new ArrayList<>();
        for (JsonNode hit : answer.at("/hits/hits")) {
            shops.add(shop(hit));
        }
        return shops;
    }

    private static List<FoundAd> ads(List<JsonNode> answers, int limit) {
        Map<Long, Bidding> ads = new LinkedHashMap<>();
        for (JsonNode answer : answers) {
            for (JsonNode hit : answer.at("/hits/hits")) {
                FoundShop shop = shop(hit);
                for (JsonNode inner : hit.at("/inner_hits/ads/hits/hits")) {
                    JsonNode ad = inner.path("_source");
                    long id = ad.path("adId").longValue();
                    ads.put(
                            id,
                            new Bidding(
                                    new FoundAd(id, text(ad, "type"), shop),
                                    ad.path("bid").longValue()));
                }
            }
        }
        return ads.values().stream()
                .sorted(Comparator.comparingLong(Bidding::bid)
                        .reversed()
                        .thenComparing(bidding -> bidding.ad().adId()))
                .limit(limit)
                .map(Bidding::ad)
                .toList();
    }

    private static FoundShop shop(JsonNode hit) {
        JsonNode shown = hit.at("/_source/shown");
        return new FoundShop(
                shown.path("id").longValue(),
                text(shown, "name"),
                text(shown, "category"),
                shown.path("open").booleanValue(),
                decimal(shown, "lat"),
                decimal(shown, "lng"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable BigDecimal decimal(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : new BigDecimal(text);
    }
}
