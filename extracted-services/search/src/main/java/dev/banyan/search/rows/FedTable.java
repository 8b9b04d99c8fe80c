package dev.banyan.search.rows;

import dev.banyan.kit.feed.BadBatch;
import dev.banyan.kit.feed.FeedRow;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of the feed: how a row of each is written, and deleted. */
enum FedTable {
    SHOP("shop", "id", "id, name, category, is_open, lat, lng") {
        @Override
        @Nullable
        Object[] values(FeedRow row) {
            return new @Nullable Object[] {
                row.number("id"),
                row.textOrNull("name"),
                row.textOrNull("category"),
                is(row, "state", "OPEN", "CLOSED"),
                row.decimalOrNull("lat"),
                row.decimalOrNull("lng")
            };
        }
    },
    CATEGORY("category", "code", "code, name") {
        @Override
        @Nullable
        Object[] values(FeedRow row) {
            return new @Nullable Object[] {row.text("code"), row.textOrNull("name")};
        }
    },
    MENU("menu", "id", "id, shop_id, name, on_sale") {
        @Override
        @Nullable
        Object[] values(FeedRow row) {
            return new @Nullable Object[] {
                row.number("id"),
                row.numberOrNull("shop_id"),
                row.textOrNull("name"),
                is(row, "state", "ON_SALE", "SOLD_OUT")
            };
        }
    },
    AD("ad", "id", "id, shop_id, type, bid, starts_at, ends_at, running") {
        @Override
        @Nullable
        Object[] values(FeedRow row) {
            Long bid = row.numberOrNull("bid");
            return new @Nullable Object[] {
                row.number("id"),
                row.numberOrNull("shop_id"),
                row.textOrNull("type"),
                bid == null ? 0 : bid,
                row.timeOrNull("starts_at"),
                row.timeOrNull("ends_at"),
                is(row, "status", "RUNNING", "STOPPED")
            };
        }
    },
    AD_KEYWORD("ad_keyword", "id", "id, ad_id, keyword") {
        @Override
        @Nullable
        Object[] values(FeedRow row) {
            return new @Nullable Object[] {row.number("id"), row.numberOrNull("ad_id"), row.textOrNull("keyword")};
        }
    };

    private static final Map<String, FedTable> BY_NAME = Map.of(
            SHOP.table, SHOP, CATEGORY.table, CATEGORY, MENU.table, MENU, AD.table, AD, AD_KEYWORD.table, AD_KEYWORD);

    private final String table;
    private final String key;
    private final String columns;

    FedTable(String table, String key, String columns) {
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    static FedTable named(String table) {
        FedTable found = BY_NAME.get(table);
        if (found == null) {
            throw new BadBatch("Search is fed by " + BY_NAME.keySet() + ", not by '" + table + "'");
        }
        return found;
    }

    /** In the order of the columns. */
    abstract @Nullable Object[] values(FeedRow row);

    Object key(FeedRow row) {
        return this == CATEGORY ? row.text(key) : row.number(key);
    }

    String write() {
        return "REPLACE INTO " + table + " (" + columns + ") VALUES (" + "?, ".repeat(columns.split(",", -1).length - 1)
                + "?)";
    }

    String delete() {
        return "DELETE FROM " + table + " WHERE " + key + " = ?";
    }

    String deleteAll() {
        return "DELETE FROM " + table;
    }

    private static boolean is(FeedRow row, String column, String yes, String no) {
        String said = row.textOrNull(column);
        if (said != null && !said.equals(yes) && !said.equals(no)) {
            throw new BadBatch(column + " '" + said + "' is none of " + Arrays.asList(yes, no)
                    + "; see the value map of the phase");
        }
        return yes.equals(said);
    }
}
