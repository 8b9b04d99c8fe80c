package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What there is to order, by whom, as the monolith shows it.
 *
 * @param members members 1 to this exist
 * @param orders orders 1 to this exist
 * @param shops open shops, with menus on sale
 */
record Catalogue(long members, long orders, List<Shop> shops) {

    /** An open shop and the ids of its menus on sale. */
    record Shop(long id, List<Long> menus) {
        Shop {
            menus = List.copyOf(menus);
        }
    }

    private static final int SHOPS = 60;
    private static final long[] SIZES = {50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 1};

    Catalogue {
        shops = List.copyOf(shops);
    }

    /** @throws LoadException when the monolith can't be asked, or has nothing to order */
    static Catalogue ask(Customers customers) {
        List<Shop> shops = new ArrayList<>();
        for (JsonNode shop : get(customers, "/api/shops?limit=" + SHOPS)) {
            long id = shop.path("id").asLong();
            List<Long> menus = new ArrayList<>();
            if (shop.path("open").asBoolean()) {
                for (JsonNode menu : get(customers, "/api/shops/" + id + "/menus")) {
                    if (menu.path("onSale").asBoolean()) {
                        menus.add(menu.path("id").asLong());
                    }
                }
            }
            if (!menus.isEmpty()) {
                shops.add(new Shop(id, menus));
            }
        }
        long members = highest(customers, "/api/members/");
        long orders = highest(customers, "/api/orders/");
        if (shops.isEmpty() || members == 0 || orders == 0) {
            throw new LoadException("There is nothing to order: the monolith has no open shop, no member or no order."
                    + " Start it with its seed: banyan stack down --wipe && banyan stack up");
        }
        return new Catalogue(members, orders, shops);
    }

    private static long highest(Customers customers, String path) {
        for (long size : SIZES) {
            if (ask(customers, path + size).status() == 200) {
                return size;
            }
        }
        return 0;
    }

    /** @throws LoadException when the answer is not 200 */
    static JsonNode get(Customers customers, String path) {
        Call call = ask(customers, path);
        Answer answer = call.answer();
        if (answer == null || answer.status() != 200) {
            throw new LoadException("GET " + path + " through " + call.proxy() + " was answered "
                    + (answer == null ? "not at all" : answer.status()) + ". Look at: banyan stack status");
        }
        return Json.mapper().readTree(answer.body());
    }

    private static Call ask(Customers customers, String path) {
        return customers.call(new Wanted(0, Kind.SHOPS, path, 1, null, null, 0, false), System.nanoTime());
    }
}
