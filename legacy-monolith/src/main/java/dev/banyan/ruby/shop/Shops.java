package dev.banyan.ruby.shop;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code shops} and {@code menus}, read only: shop owners write them in another application. */
@Component
public final class Shops {

    private static final String SELECT = "SELECT shop_no, shop_nm, cat_cd, open_yn, lat, lng, own_no FROM shops ";

    private static final RowMapper<Shop> SHOP = (row, n) -> new Shop(
            row.getLong("shop_no"),
            row.getString("shop_nm"),
            row.getString("cat_cd"),
            "Y".equals(row.getString("open_yn")),
            row.getBigDecimal("lat"),
            row.getBigDecimal("lng"),
            row.getObject("own_no", Long.class));

    private static final RowMapper<Menu> MENU = (row, n) -> new Menu(
            row.getLong("menu_no"),
            row.getLong("shop_no"),
            String.valueOf(row.getString("menu_nm")),
            row.getInt("price"),
            "Y".equals(row.getString("sale_yn")));

    private final JdbcClient jdbc;

    Shops(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Shop> find(long id) {
        return jdbc.sql(SELECT + "WHERE shop_no = ?").param(id).query(SHOP).optional();
    }

    /** All menus of a shop, sold out or not. */
    public List<Menu> menusOf(long shopId) {
        return jdbc.sql(
                        "SELECT menu_no, shop_no, menu_nm, price, sale_yn FROM menus WHERE shop_no = ? ORDER BY menu_no")
                .param(shopId)
                .query(MENU)
                .list();
    }

    /** In id order; all categories when null. */
    List<Shop> list(@Nullable String category, int limit) {
        return jdbc.sql(SELECT + "WHERE :category IS NULL OR cat_cd = :category ORDER BY shop_no LIMIT :limit")
                .param("category", category)
                .param("limit", limit)
                .query(SHOP)
                .list();
    }
}
