package dev.banyan.search.documents;

import dev.banyan.search.engine.Document;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final FedRows fed;
    private final ViewRows views;

    ShopDocuments(JdbcClient jdbc, FedRows fed, ViewRows views) {
        this.jdbc = jdbc;
        this.fed = fed;
        this.views = views;
    }

    /** One for each of these shops that has a version; of shops that are gone, the absence. */
    public List<Document> of(List<Long> shopIds, Origin origin) {
        if (shopIds.isEmpty()) {
            return List.of();
        }
        ShopRows rows = origin == Origin.FEED ? fed : views;
        Map<Long, ShopRow> shops = rows.shops(shopIds);
        Map<Long, List<String>> menus = rows.menus(shopIds);
        Map<Long, List<AdRow>> ads = rows.ads(shopIds);
        return jdbc.sql("SELECT shop_id, version FROM shop_version WHERE shop_id IN (:ids)")
                .param("ids", shopIds)
                .query((row, n) -> {
                    long id = row.getLong("shop_id");
                    ShopRow shop = shops.get(id);
                    return new Document(
                            id,
                            row.getLong("version"),
                            shop == null
                                    ? null
                                    : content(
                                            shop, menus.getOrDefault(id, List.of()), ads.getOrDefault(id, List.of())));
                })
                .list();
    }

    private static Map<String, @Nullable Object> content(ShopRow shop, List<String> menus, List<AdRow> ads) {
        BigDecimal lat = shop.lat();
        BigDecimal lng = shop.lng();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", shop.id());
        shown.put("name", shop.name());
        shown.put("category", shop.category());
        shown.put("open", shop.open());
        // As text: decimals stay as they are written.
        shown.put("lat", lat == null ? null : lat.toPlainString());
        shown.put("lng", lng == null ? null : lng.toPlainString());
        Map<String, @Nullable Object> content = new HashMap<>();
        content.put("shopId", shop.id());
        content.put("name", composed(shop.name()));
        content.put("category", shop.category());
        content.put("categoryName", composed(shop.categoryName()));
        content.put("open", shop.open());
        content.put("menus", composed(menus));
        content.put("ads", ads.stream().map(ShopDocuments::content).toList());
        content.put("shown", shown);
        if (lat != null && lng != null && onEarth(lat, 90) && onEarth(lng, 180)) {
            content.put("location", Map.of("lat", lat, "lon", lng));
        }
        return content;
    }

    private static Map<String, @Nullable Object> content(AdRow row) {
        Map<String, @Nullable Object> ad = new LinkedHashMap<>();
        ad.put("adId", row.id());
        ad.put("type", row.type());
        ad.put("bid", row.bid());
        ad.put("from", time(row.from()));
        ad.put("to", time(row.to()));
        ad.put("keywords", composed(row.keywords()));
        return ad;
    }

    private static @Nullable String time(@Nullable LocalDateTime time) {
        return time == null ? null : TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static boolean onEarth(BigDecimal degrees, int most) {
        return degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static List<@Nullable String> composed(List<String> texts) {
        List<@Nullable String> composed = new ArrayList<>();
        texts.forEach(text -> composed.add(composed(text)));
        return composed;
    }

    /** Hangul in syllables, however it was typed. */
    private static @Nullable String composed(@Nullable String text) {
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
