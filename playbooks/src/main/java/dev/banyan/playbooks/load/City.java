package dev.banyan.playbooks.load;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a whole city sees: shops by name, their menus by name and price, and the devices that take their orders.
 *
 * @param catalogue what there is to order, and by whom
 * @param shops the catalogue's shops, in its order
 */
record City(Catalogue catalogue, List<Shop> shops) {

    /**
     * @param owner an id; 0 where nobody knows
     * @param devices ids, in no order
     * @param ads ids, stopped ones too
     */
    record Shop(long id, String name, long owner, List<Menu> menus, List<Long> devices, List<Long> ads) {
        Shop {
            menus = List.copyOf(menus);
            devices = List.copyOf(devices);
            ads = List.copyOf(ads);
        }
    }

    /** @param price in won */
    record Menu(long id, String name, long price) {}

    City {
        shops = List.copyOf(shops);
    }

    /** @throws LoadException when the monolith can't be asked, or has nothing to order */
    static City ask(Customers customers) {
        Catalogue catalogue = Catalogue.ask(customers);
        List<Shop> shops = new ArrayList<>();
        for (Catalogue.Shop shop : catalogue.shops()) {
            String path = "/api/shops/" + shop.id();
            List<Menu> menus = new ArrayList<>();
            for (JsonNode menu : Catalogue.get(customers, path + "/menus")) {
                if (shop.menus().contains(menu.path("id").asLong())) {
                    menus.add(new Menu(
                            menu.path("id").asLong(),
                            menu.path("name").asString(""),
                            menu.path("price").asLong()));
                }
            }
            List<Long> devices = new ArrayList<>();
            for (JsonNode device : Catalogue.get(customers, "/api/relay/shops/" + shop.id() + "/devices")) {
                devices.add(device.path("id").asLong());
            }
            List<Long> ads = new ArrayList<>();
            for (JsonNode ad : Catalogue.get(customers, "/api/ads?shopId=" + shop.id())) {
                ads.add(ad.path("id").asLong());
            }
            JsonNode shown = Catalogue.get(customers, path);
            shops.add(new Shop(
                    shop.id(),
                    shown.path("name").asString(""),
                    shown.path("ownerId").asLong(0),
                    menus,
                    devices,
                    ads));
        }
        return new City(catalogue, shops);
    }

    /** Shops whose owners open, close and rename them meanwhile, and where nobody orders: the last tenth. */
    List<Shop> restless() {
        return shops.subList(shops.size() - shops.size() / 10, shops.size());
    }

    /** All others. */
    List<Shop> steady() {
        return shops.subList(0, shops.size() - shops.size() / 10);
    }
}
