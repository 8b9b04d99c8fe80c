package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What owners do: new names and prices for menus, and shops that close, open and get other signs. One thing has one change at a time. */
final class Owners {
    private final City city;
    private final MenuBoard board;
    private final Set<Long> busyShops = ConcurrentHashMap.newKeySet();
    private long signs;

    Owners(City city, MenuBoard board) {
        this.city = city;
        this.board = board;
    }

    /** Null when the menu that comes to mind is being changed, or was just renamed. */
    @Nullable
    Wanted menuChange(Slips slips, Random random, long member) {
        City.Shop shop = any(city.steady(), random);
        City.Menu menu = any(shop.menus(), random);
        Optional<MenuBoard.Change> change = board.change(menu.id(), random.nextInt(3) > 0);
        return change.map(wanted -> slips.write(
                        Kind.MENU_CHANGE,
                        "/api/shops/" + wanted.shop() + "/menus/" + wanted.menu(),
                        member,
                        Json.write(body(wanted))))
                .orElse(null);
    }

    /** Null when there is no shop that may close, or the one that comes to mind is being changed. */
    @Nullable
    Wanted shopChange(Slips slips, Random random, long member) {
        List<City.Shop> shops = city.restless();
        if (shops.isEmpty()) {
            return null;
        }
        City.Shop shop = any(shops, random);
        if (!busyShops.add(shop.id())) {
            return null;
        }
        Map<String, Object> body = random.nextInt(3) == 0
                ? Map.of("name", shop.name() + " " + ++signs)
                : Map.of("open", random.nextBoolean());
        return slips.write(Kind.SHOP_CHANGE, "/api/shops/" + shop.id(), member, Json.write(body));
    }

    void ended(RequestLine line) {
        long id = Long.parseLong(line.path().substring(line.path().lastIndexOf('/') + 1));
        if (line.kind() == Kind.MENU_CHANGE) {
            board.changed(id, line.outcome() == Outcome.OK ? line.answer() : null);
        } else if (line.kind() == Kind.SHOP_CHANGE) {
            busyShops.remove(id);
        }
    }

    private static Map<String, Object> body(MenuBoard.Change change) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (change.name() != null) {
            body.put("name", change.name());
        }
        if (change.price() != null) {
            body.put("price", change.price());
        }
        return body;
    }

    private static <T> T any(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }
}
