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

    /** @param devices ids, in no order */
    record Shop(long id, String name, List<Menu> menus, List<Long> devices) {
        Shop {
            menus = List.copyOf(menus);
            devices = List.copyOf(devices);
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
            shops.add(new Shop(
                    shop.id(), Catalogue.get(customers, path).path("name").asString(""), menus, devices));
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
