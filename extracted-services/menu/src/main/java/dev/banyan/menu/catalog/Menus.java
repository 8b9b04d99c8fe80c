package dev.banyan.menu.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads menus with their options. Nothing is cached: a synchroniser may write the same tables at any time. */
@Component
public final class Menus {

    private static final String OPTIONS =
            "SELECT id, menu_id, name, extra_price, availability FROM menu_option WHERE shop_id = ? ";

    private final JdbcClient jdbc;

    Menus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All menus of a shop in id order, sold out or not. */
    public List<Menu> of(long shopId) {
        Map<Long, List<MenuOption>> options = new HashMap<>();
        jdbc.sql(OPTIONS + "ORDER BY id").param(shopId).query(row -> {
            options.computeIfAbsent(row.getLong("menu_id"), menu -> new ArrayList<>())
                    .add(MenuRow.option(row));
        });
        return jdbc.sql(MenuRow.SELECT + "WHERE shop_id = ? ORDER BY id")
                .param(shopId)
                .query((row, number) -> MenuRow.read(row, options.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /** Whether the shop has a menu at all. */
    public boolean anyOf(long shopId) {
        return jdbc.sql("SELECT 1 FROM menu WHERE shop_id = ? LIMIT 1")
                .param(shopId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The menu that was added to the shop with this key. */
    Optional<Menu> findByKey(long shopId, String key) {
        return jdbc.sql("SELECT id FROM menu WHERE shop_id = ? AND idempotency_key = ?")
                .params(shopId, key)
                .query(Long.class)
                .optional()
                .flatMap(id -> find(shopId, id, ""));
    }

    /** The menu, its row locked until the end of the caller's transaction. */
    Optional<Menu> lock(long shopId, long id) {
        return find(shopId, id, " FOR UPDATE");
    }

    private Optional<Menu> find(long shopId, long id, String lock) {
        List<MenuOption> options = jdbc.sql(OPTIONS + "AND menu_id = ? ORDER BY id")
                .params(shopId, id)
                .query((row, number) -> MenuRow.option(row))
                .list();
        return jdbc.sql(MenuRow.SELECT + "WHERE id = ? AND shop_id = ?" + lock)
                .params(id, shopId)
                .query((row, number) -> MenuRow.read(row, options))
                .optional();
    }
}
