package dev.banyan.ruby.shop;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code shops} and {@code shop_categories}. New shops are made in another application. */
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

    private final JdbcClient jdbc;
    private final WallTime clock;

    Shops(Queries queries, WallTime clock) {
        this.jdbc = queries.of("shops");
        this.clock = clock;
    }

    public Optional<Shop> find(long id) {
        return jdbc.sql(SELECT + "WHERE shop_no = ?").param(id).query(SHOP).optional();
    }

    /** In id order; all categories when null. */
    List<Shop> list(@Nullable String category, int limit) {
        return jdbc.sql(SELECT + "WHERE :category IS NULL OR cat_cd = :category ORDER BY shop_no LIMIT :limit")
                .param("category", category)
                .param("limit", limit)
                .query(SHOP)
                .list();
    }

    /** Changes what is not null. */
    void change(long id, ShopChange change) {
        Deadlocks.retry(() -> jdbc.sql(
                        "UPDATE shops SET shop_nm = COALESCE(:name, shop_nm), open_yn = COALESCE(:open, open_yn),"
                                + " upd_dt = :now WHERE shop_no = :id")
                .param("name", change.name())
                .param("open", change.open() == null ? null : change.open() ? "Y" : "N")
                .param("now", clock.now())
                .param("id", id)
                .update());
    }

    /** In the order in which customers see them. */
    List<Category> categories() {
        return jdbc.sql("SELECT cat_cd, cat_nm FROM shop_categories ORDER BY sort_no, cat_cd")
                .query((row, n) -> new Category(row.getString("cat_cd"), row.getString("cat_nm")))
                .list();
    }
}
