package dev.banyan.search.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.banyan.search.engine.Document;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes documents of rows. All of them, and their versions, as of one moment: that of the transaction's snapshot.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ShopDocuments {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final JdbcClient jdbc;

    ShopDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Text(long ownerId, String text) {}

    private record Ad(long shopId, Map<String, @Nullable Object> content) {}

    /** One for each of these shops that has a version; of shops that are gone, the absence. */
    public List<Document> of(List<Long> shopIds) {
        if (shopIds.isEmpty()) {
            return List.of();
        }
        Map<Long, List<String>> menus = texts(
                "SELECT shop_id AS owner, name AS text FROM menu WHERE shop_id IN (:ids) AND on_sale"
                        + " AND name IS NOT NULL ORDER BY id",
                shopIds);
        Map<Long, List<Map<String, @Nullable Object>>> ads = ads(shopIds);
        return jdbc.sql("SELECT v.shop_id, v.version, s.id, s.name, s.category, c.name AS category_name, s.is_open,"
                        + " s.lat, s.lng FROM shop_version v LEFT JOIN shop s ON s.id = v.shop_id"
                        + " LEFT JOIN category c ON c.code = s.category WHERE v.shop_id IN (:ids)")
                .param("ids", shopIds)
                .query((row, n) -> {
                    long id = row.getLong("shop_id");
                    return new Document(
                            id,
                            row.getLong("version"),
                            row.getObject("id") == null
                                    ? null
                                    : content(row, menus.getOrDefault(id, List.of()), ads.getOrDefault(id, List.of())));
                })
                .list();
    }

    private static Map<String, @Nullable Object> content(
            ResultSet row, List<String> menus, List<Map<String, @Nullable Object>> ads) throws SQLException {
        BigDecimal lat = row.getBigDecimal("lat");
        BigDecimal lng = row.getBigDecimal("lng");
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", row.getLong("id"));
        shown.put("name", row.getString("name"));
        shown.put("category", row.getString("category"));
        shown.put("open", row.getBoolean("is_open"));
        // As text: decimals stay as they are written.
        shown.put("lat", lat == null ? null : lat.toPlainString());
        shown.put("lng", lng == null ? null : lng.toPlainString());
        Map<String, @Nullable Object> content = new HashMap<>();
        content.put("shopId", row.getLong("id"));
        content.put("name", composed(row.getString("name")));
        content.put("category", row.getString("category"));
        content.put("categoryName", composed(row.getString("category_name")));
        content.put("open", row.getBoolean("is_open"));
        content.put("menus", menus);
        content.put("ads", ads);
        content.put("shown", shown);
        if (lat != null && lng != null && onEarth(lat, 90) && onEarth(lng, 180)) {
            content.put("location", Map.of("lat", lat, "lon", lng));
        }
        return content;
    }

    /** Those that run now or will; the times are for the query to judge. */
    private Map<Long, List<Map<String, @Nullable Object>>> ads(List<Long> shopIds) {
        Map<Long, List<String>> keywords = texts(
                "SELECT a.id AS owner, k.keyword AS text FROM ad_keyword k JOIN ad a ON a.id = k.ad_id"
                        + " WHERE a.shop_id IN (:ids) AND a.running AND k.keyword IS NOT NULL ORDER BY k.id",
                shopIds);
        return jdbc
                .sql("SELECT id, shop_id, type, bid, starts_at, ends_at FROM ad WHERE shop_id IN (:ids)"
                        + " AND running AND starts_at IS NOT NULL ORDER BY id")
                .param("ids", shopIds)
                .query((row, n) -> {
                    Map<String, @Nullable Object> ad = new LinkedHashMap<>();
                    ad.put("adId", row.getLong("id"));
                    ad.put("type", row.getString("type"));
                    ad.put("bid", row.getLong("bid"));
                    ad.put("from", time(row.getObject("starts_at", LocalDateTime.class)));
                    ad.put("to", time(row.getObject("ends_at", LocalDateTime.class)));
                    ad.put("keywords", keywords.getOrDefault(row.getLong("id"), List.of()));
                    return new Ad(row.getLong("shop_id"), ad);
                })
                .list()
                .stream()
                .collect(groupingBy(Ad::shopId, mapping(Ad::content, toList())));
    }

    private Map<Long, List<String>> texts(String sql, List<Long> ids) {
        return jdbc
                .sql(sql)
                .param("ids", ids)
                .query((row, n) ->
                        new Text(row.getLong("owner"), Objects.requireNonNull(composed(row.getString("text")))))
                .list()
                .stream()
                .collect(groupingBy(Text::ownerId, mapping(Text::text, toList())));
    }

    private static @Nullable String time(@Nullable LocalDateTime time) {
        return time == null ? null : TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static boolean onEarth(BigDecimal degrees, int most) {
        return degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** Hangul in syllables, however it was typed. */
    private static @Nullable String composed(@Nullable String text) {
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
