package dev.banyan.ad.book;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads ads with their keywords. Nothing is cached: a synchroniser may write the same tables at any time. */
@Component
public final class Ads {

    private static final String SELECT = "SELECT id, shop_id, type, bid, starts_at, ends_at, status FROM ad ";

    private static final RowMapper<Ad> AD = (row, number) -> new Ad(
            row.getLong("id"),
            row.getObject("shop_id", Long.class),
            type(row.getString("type")),
            row.getBigDecimal("bid"),
            row.getObject("starts_at", LocalDateTime.class),
            row.getObject("ends_at", LocalDateTime.class),
            AdStatus.RUNNING.name().equals(row.getString("status")) ? AdStatus.RUNNING : AdStatus.STOPPED,
            List.of());

    private final JdbcClient jdbc;

    Ads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a shop's, stopped ones too, in id order. */
    public List<Ad> of(long shopId) {
        return withKeywords(jdbc.sql(SELECT + "WHERE shop_id = ? ORDER BY id")
                .param(shopId)
                .query(AD)
                .list());
    }

    public Optional<Ad> find(long id) {
        return one("WHERE id = ?", id);
    }

    /** The ad that the shop made with this key. */
    Optional<Ad> findByKey(long shopId, String key) {
        return one("WHERE shop_id = ? AND idempotency_key = ?", shopId, key);
    }

    /** The ad, its row locked until the end of the caller's transaction. */
    Optional<Ad> lock(long id) {
        return one("WHERE id = ? FOR UPDATE", id);
    }

    private Optional<Ad> one(String condition, Object... parameters) {
        return withKeywords(jdbc.sql(SELECT + condition)
                        .params(parameters)
                        .query(AD)
                        .list())
                .stream()
                .findFirst();
    }

    private List<Ad> withKeywords(List<Ad> ads) {
        if (ads.isEmpty()) {
            return ads;
        }
        Map<Long, List<String>> words = new HashMap<>();
        jdbc.sql("SELECT ad_id, keyword FROM ad_keyword WHERE ad_id IN (:ids) AND keyword IS NOT NULL ORDER BY id")
                .param("ids", ads.stream().map(Ad::id).toList())
                .query(row -> {
                    words.computeIfAbsent(row.getLong("ad_id"), ad -> new ArrayList<>())
                            .add(row.getString("keyword"));
                });
        return ads.stream()
                .map(ad -> ad.with(words.getOrDefault(ad.id(), List.of())))
                .toList();
    }

    private static @Nullable AdType type(@Nullable String word) {
        return word == null ? null : AdType.valueOf(word);
    }
}
