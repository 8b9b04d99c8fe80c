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

/**
 * What owners do: new names and prices for menus, shops that close, open and get other signs, other bids for ads, and telephone numbers of their own. One thing
 * has one change at a time.
 */
final class Owners {
    private final City city;
    private final MenuBoard board;
    private final Set<Long> busyShops = ConcurrentHashMap.newKeySet();
    private final Set<Long> busyAds = ConcurrentHashMap.newKeySet();
    private final Set<Long> busyOwners = ConcurrentHashMap.newKeySet();
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

    /** Null when the shop that comes to mind has no ad, or it is being changed. */
    @Nullable
    Wanted adChange(Slips slips, Random random, long member) {
        City.Shop shop = any(city.shops(), random);
        if (shop.ads().isEmpty()) {
            return null;
        }
        long ad = any(shop.ads(), random);
        return busyAds.add(ad)
                ? slips.write(
                        Kind.AD_CHANGE,
                        "/api/ads/" + ad + "?shopId=" + shop.id(),
                        member,
                        Json.write(Map.of("bid", 100 * (1 + random.nextInt(50)))))
                : null;
    }

    /** Null when nobody knows who owns the shop that comes to mind, or the entry is being changed. */
    @Nullable
    Wanted ownerChange(Slips slips, Random random, long member) {
        long owner = any(city.shops(), random).owner();
        return owner > 0 && busyOwners.add(owner)
                ? slips.write(
                        Kind.OWNER_CHANGE,
                        "/api/owners/" + owner,
                        member,
                        Json.write(Map.of("phone", String.format("010-%08d", random.nextInt(100_000_000)))))
                : null;
    }

    void ended(RequestLine line) {
        String path = line.path().split("\\?", 2)[0];
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        switch (line.kind()) {
            case MENU_CHANGE -> board.changed(id, line.outcome() == Outcome.OK ? line.answer() : null);
            case SHOP_CHANGE -> busyShops.remove(id);
            case AD_CHANGE -> busyAds.remove(id);
            case OWNER_CHANGE -> busyOwners.remove(id);
            default -> throw new IllegalArgumentException(line.kind() + " is no owner's change");
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
