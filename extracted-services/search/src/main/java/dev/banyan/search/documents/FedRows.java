package dev.banyan.search.documents;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the feed told. */
@Component
final class FedRows implements ShopRows {

    private final JdbcClient jdbc;

    FedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Long, ShopRow> shops(List<Long> shopIds) {
        return ShopRow.read(
                jdbc,
                "SELECT s.id, s.name, s.category, c.name AS category_name, s.is_open, s.lat, s.lng FROM shop s"
                        + " LEFT JOIN category c ON c.code = s.category WHERE s.id IN (:ids)",
                shopIds);
    }

    @Override
    public Map<Long, List<String>> menus(List<Long> shopIds) {
        return Grouped.read(
                jdbc,
                "SELECT shop_id AS owner, name FROM menu WHERE shop_id IN (:ids) AND on_sale AND name IS NOT NULL"
                        + " ORDER BY id",
                shopIds,
                (row, n) -> row.getString("name"));
    }

    @Override
    public Map<Long, List<AdRow>> ads(List<Long> shopIds) {
        Map<Long, List<String>> keywords = Grouped.read(
                jdbc,
                "SELECT a.id AS owner, k.keyword FROM ad_keyword k JOIN ad a ON a.id = k.ad_id"
                        + " WHERE a.shop_id IN (:ids) AND a.running AND k.keyword IS NOT NULL ORDER BY k.id",
                shopIds,
                (row, n) -> row.getString("keyword"));
        return Grouped.read(
                jdbc,
                "SELECT id, shop_id AS owner, type, bid, starts_at, ends_at FROM ad WHERE shop_id IN (:ids)"
                        + " AND running AND starts_at IS NOT NULL ORDER BY id",
                shopIds,
                (row, n) -> AdRow.of(row, keywords.getOrDefault(row.getLong("id"), List.of())));
    }
}
