package dev.banyan.ruby.menu;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The tables {@code menus} and {@code menu_options}. */
@Component
public final class Menus {

    private static final String SELECT =
            "SELECT menu_no, shop_no, menu_nm, price, sale_yn, prev_nm, prev_dt FROM menus WHERE shop_no = ? ";

    private static final RowMapper<Menu> MENU = (row, n) -> new Menu(
            row.getLong("menu_no"),
            row.getLong("shop_no"),
            String.valueOf(row.getString("menu_nm")),
            row.getInt("price"),
            "Y".equals(row.getString("sale_yn")),
            row.getString("prev_nm"),
            row.getObject("prev_dt", LocalDateTime.class),
            List.of());

    private final JdbcClient jdbc;
    private final WallTime clock;

    Menus(Queries queries, WallTime clock) {
        this.jdbc = queries.of("menus");
        this.clock = clock;
    }

    /** All menus of a shop, sold out or not, without their options. */
    public List<Menu> of(long shopId) {
        return jdbc.sql(SELECT + "ORDER BY menu_no").param(shopId).query(MENU).list();
    }

    /** The same with their options. */
    List<Menu> withOptions(long shopId) {
        Map<Long, List<Menu.Option>> options = new HashMap<>();
        jdbc.sql("SELECT menu_no, opt_no, opt_nm, opt_prc, sale_yn FROM menu_options WHERE shop_no = ? ORDER BY opt_no")
                .param(shopId)
                .query((row, n) -> options.computeIfAbsent(row.getLong("menu_no"), id -> new ArrayList<>())
                        .add(new Menu.Option(
                                row.getLong("opt_no"),
                                row.getString("opt_nm"),
                                row.getInt("opt_prc"),
                                "Y".equals(row.getString("sale_yn")))))
                .list();
        return of(shopId).stream()
                .map(menu -> menu.withOptions(options.getOrDefault(menu.id(), List.of())))
                .toList();
    }

    Optional<Menu> findByKey(long shopId, String key) {
        return jdbc.sql(SELECT + "AND idem_key = ?")
                .params(shopId, key)
                .query(MENU)
                .optional();
    }

    /** Whether a menu is no longer as it was added. */
    boolean isChanged(long id) {
        return jdbc.sql("SELECT prev_dt IS NOT NULL OR NOT reg_dt <=> upd_dt FROM menus WHERE menu_no = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /**
     * Inserts one that is on sale, and returns its id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the shop used the key before
     */
    long insert(long shopId, @Nullable String key, NewMenu wanted) {
        LocalDateTime now = clock.now();
        var id = new GeneratedKeyHolder();
        Deadlocks.retry(() -> jdbc.sql("INSERT INTO menus (shop_no, menu_nm, price, sale_yn, idem_key, reg_dt, upd_dt)"
                        + " VALUES (?, ?, ?, 'Y', ?, ?, ?)")
                .params(Arrays.asList(shopId, wanted.name(), wanted.price(), key, now, now))
                .update(id));
        return Objects.requireNonNull(id.getKey()).longValue();
    }

    /** Changes what is not null. A new name makes the present one the previous; the same name again does not. */
    void change(long shopId, long id, MenuChange change) {
        LocalDateTime now = clock.now();
        // Assignments take effect from left to right: the name goes last.
        Deadlocks.retry(() -> jdbc.sql("UPDATE menus SET"
                        + " prev_dt = IF(CAST(:name AS BINARY) <> CAST(menu_nm AS BINARY), :now, prev_dt),"
                        + " prev_nm = IF(CAST(:name AS BINARY) <> CAST(menu_nm AS BINARY), menu_nm, prev_nm),"
                        + " menu_nm = COALESCE(:name, menu_nm), price = COALESCE(:price, price),"
                        + " sale_yn = COALESCE(:sale, sale_yn), upd_dt = :now"
                        + " WHERE shop_no = :shop AND menu_no = :id")
                .param("name", change.name())
                .param("price", change.price())
                .param("sale", change.onSale() == null ? null : change.onSale() ? "Y" : "N")
                .param("now", now)
                .param("shop", shopId)
                .param("id", id)
                .update());
    }
}
