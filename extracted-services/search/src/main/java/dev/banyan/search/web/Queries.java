package dev.banyan.search.web;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the engine is asked. Words match a text that has them as words, next to each other in any form, or that has the very
 * letters anywhere: whoever is still typing finds something too.
 */
final class Queries {

    static final String ADS = "ads";

    private static final int NAME_FIRST = 2;

    private Queries() {}

    /** Open shops called so, or selling such a thing: nearest first, or without a place those called so. */
    static Map<String, Object> shops(Wanted wanted) {
        Map<String, Object> name = constant(matches("name", wanted.words()), NAME_FIRST);
        Map<String, Object> menus = constant(matches("menus", wanted.words()), 1);
        return shops(wanted, Map.of("dis_max", Map.of("queries", List.of(name, menus))));
    }

    /** Open shops of a category called so. */
    static Map<String, Object> shopsByCategory(Wanted wanted) {
        return shops(wanted, constant(phrase("categoryName", wanted.words(), 2), 1));
    }

    /** Ads that run now and have such a keyword, with their shops, highest bid first. */
    static Map<String, Object> adsByKeyword(Wanted wanted, LocalDateTime now) {
        Map<String, Object> ad = all(List.of(running(now), matches("ads.keywords", wanted.words())));
        return ads(wanted, ads(ad), ad);
    }

    /** Ads that run now of shops called so, highest bid first. */
    static Map<String, Object> adsByShop(Wanted wanted, LocalDateTime now) {
        Map<String, Object> ad = running(now);
        return ads(wanted, all(List.of(matches("name", wanted.words()), ads(ad))), ad);
    }

    private static Map<String, Object> shops(Wanted wanted, Map<String, Object> matching) {
        return query(wanted, matching, order(wanted), false);
    }

    /**
     * Counts every hit, or else Lucene passes over those that can't be among the first any more, which OpenSearch 2.19 can't do where nested values
     * are sorted by: it answers 500 ({@code AbstractNumericDocValues.advance}, UnsupportedOperationException).
     */
    private static Map<String, Object> ads(Wanted wanted, Map<String, Object> matching, Map<String, Object> ad) {
        return query(wanted, matching, highestBid(ad), true);
    }

    private static Map<String, Object> query(
            Wanted wanted, Map<String, Object> matching, List<Object> order, boolean everyHit) {
        List<Object> conditions = new ArrayList<>();
        conditions.add(term("open", true));
        if (wanted.category() != null) {
            conditions.add(term("category", wanted.category()));
        }
        return Map.of(
                "size",
                wanted.limit(),
                "_source",
                List.of("shown"),
                "track_total_hits",
                everyHit,
                "query",
                Map.of("bool", Map.of("filter", conditions, "must", List.of(matching))),
                "sort",
                order);
    }

    private static List<Object> order(Wanted wanted) {
        Wanted.Place place = wanted.place();
        Object first = place == null
                ? Map.of("_score", "desc")
                : Map.of(
                        "_geo_distance",
                        Map.of("location", Map.of("lat", place.lat(), "lon", place.lng()), "order", "asc"));
        return List.of(first, Map.of("shopId", "asc"));
    }

    private static List<Object> highestBid(Map<String, Object> ad) {
        Map<String, Object> bid = Map.of("order", "desc", "mode", "max", "nested", Map.of("path", ADS, "filter", ad));
        return List.of(Map.of("ads.bid", bid), Map.of("shopId", "asc"));
    }

    private static Map<String, Object> ads(Map<String, Object> ad) {
        return Map.of("nested", Map.of("path", ADS, "query", ad, "inner_hits", Map.of("size", 100)));
    }

    /** From its beginning up to, not including, its end. */
    private static Map<String, Object> running(LocalDateTime now) {
        String time = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(now.truncatedTo(ChronoUnit.SECONDS));
        Map<String, Object> begun = Map.of("range", Map.of("ads.from", Map.of("lte", time)));
        Map<String, Object> ended = Map.of("range", Map.of("ads.to", Map.of("lte", time)));
        return Map.of("bool", Map.of("filter", List.of(begun), "must_not", List.of(ended)));
    }

    /** Letters are words of one letter each; a wildcard would cost the engine more than all the rest. */
    private static Map<String, Object> matches(String field, String words) {
        return either(List.of(phrase(field, words, 2), phrase(field + ".any", words, 0)));
    }

    private static Map<String, Object> phrase(String field, String words, int slop) {
        return Map.of("match_phrase", Map.of(field, Map.of("query", words, "slop", slop)));
    }

    private static Map<String, Object> constant(Map<String, Object> filter, int score) {
        return Map.of("constant_score", Map.of("filter", filter, "boost", score));
    }

    private static Map<String, Object> either(List<Map<String, Object>> conditions) {
        return Map.of("bool", Map.of("should", conditions, "minimum_should_match", 1));
    }

    private static Map<String, Object> all(List<Map<String, Object>> conditions) {
        return Map.of("bool", Map.of("filter", conditions));
    }

    private static Map<String, Object> term(String field, Object value) {
        return Map.of("term", Map.of(field, value));
    }
}
