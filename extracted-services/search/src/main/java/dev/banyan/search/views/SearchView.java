package dev.banyan.search.views;

import java.util.List;
import java.util.Set;

/** The views that search can keep: what their sources call them, the events that tell of them, and what is kept. */
public enum SearchView {
    SHOPS(
            "shops",
            "shop_view",
            "id",
            "ShopChanged ShopClosed",
            "name category_code category_name opening location_latitude location_longitude"),
    MENUS("menus", "menu_view", "shop_id", "MenuChanged MenuSoldOut", "shop_id name availability"),
    ADS("ads", "ad_view", "shop_id", "AdStarted AdChanged AdEnded", "shop_id type bid starts_at ends_at keywords");

    private final String source;
    private final String table;
    private final String shop;
    private final String events;
    private final String columns;

    SearchView(String source, String table, String shop, String events, String columns) {
        this.source = source;
        this.table = table;
        this.shop = shop;
        this.events = events;
        this.columns = columns;
    }

    /** As its source calls it, and operators. */
    public String source() {
        return source;
    }

    public String table() {
        return table;
    }

    /** The column with the shop whose document shows the row. */
    String shop() {
        return shop;
    }

    Set<String> events() {
        return Set.of(events.split(" ", -1));
    }

    List<String> columns() {
        return List.of(columns.split(" ", -1));
    }
}
