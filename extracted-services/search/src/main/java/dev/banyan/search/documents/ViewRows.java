package dev.banyan.search.documents;

import dev.banyan.search.views.SearchView;
import dev.banyan.search.views.ViewSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the views have; in place of those that are not kept, what the feed told. */
@Component
final class ViewRows implements ShopRows {

    private final JdbcClient jdbc;
    private final FedRows fed;
    private final ViewSettings settings;

    ViewRows(JdbcClient jdbc, FedRows fed, ViewSettings settings) {
        this.jdbc = jdbc;
        this.fed = fed;
        this.settings = settings;
    }

    @Override
    public Map<Long, ShopRow> shops(List<Long> shopIds) {
        if (!settings.keeps(SearchView.SHOPS)) {
            return fed.shops(shopIds);
        }
        return ShopRow.read(
                jdbc,
                "SELECT id, name, category_code AS category, category_name, opening = 'OPEN' AS is_open, location_latitude AS lat,"
                        + " location_longitude AS lng FROM shop_view WHERE id IN (:ids) AND NOT deleted",
                shopIds.stream().map(String::valueOf).toList());
    }

    @Override
    public Map<Long, List<String>> menus(List<Long> shopIds) {
        if (!settings.keeps(SearchView.MENUS)) {
            return fed.menus(shopIds);
        }
        return Grouped.read(
                jdbc,
                "SELECT shop_id AS owner, name FROM menu_view WHERE shop_id IN (:ids) AND NOT deleted"
                        + " AND availability = 'ON_SALE' AND name IS NOT NULL ORDER BY CAST(id AS UNSIGNED)",
                shopIds,
                (row, n) -> row.getString("name"));
    }

    @Override
    public Map<Long, List<AdRow>> ads(List<Long> shopIds) {
        if (!settings.keeps(SearchView.ADS)) {
            return fed.ads(shopIds);
        }
        return Grouped.read(
                jdbc,
                "SELECT id, shop_id AS owner, type, bid, starts_at, ends_at, keywords FROM ad_view"
                        + " WHERE shop_id IN (:ids) AND NOT deleted AND starts_at IS NOT NULL"
                        + " ORDER BY CAST(id AS UNSIGNED)",
                shopIds,
                (row, n) -> AdRow.of(row, keywords(row.getString("keywords"))));
    }

    /** A line each. */
    private static List<String> keywords(@Nullable String lines) {
        return lines == null ? List.of() : lines.lines().toList();
    }
}
