package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A city at dinner: of 100 requests 69 look at something (14 search), 5 order, 16 bring orders on their way, 3 review, 5 pay or take money
 * back, and 2 are owners' changes; now and then somebody joins. Pages of shops are looked at once somebody shows them, which a customer
 * tries every second. Customers order by the menu names that their screens show. Where there is nothing of a kind to do, such as an order
 * to deliver, a shop's menus are looked at instead.
 */
final class CityScript implements Wishes {
    private static final List<String> METHODS = List.of("CARD", "CARD", "KAKAO_PAY", "NAVER_PAY");
    private static final Set<Integer> NOT_SHOWN_YET = Set.of(404);
    private static final List<String> CATEGORIES = List.of("CK", "PZ", "CN", "KR", "JB", "SN");

    private final Random random;
    private final Slips slips;
    private final City city;
    private final Known known = new Known();
    private final MenuBoard board;
    private final Owners owners;
    private final Errands errands;
    private final List<String> words = new ArrayList<>();
    private volatile boolean pagesAreShown;

    /**
     * @param run tells this run's keys from those of other runs
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    CityScript(long seed, String run, City city, LongSupplier nanos) {
        this.random = new Random(seed);
        this.slips = new Slips(run);
        this.city = city;
        this.board = new MenuBoard(city.shops(), nanos);
        this.owners = new Owners(city, board);
        this.errands = new Errands(city, nanos);
        city.shops().forEach(shop -> {
            words.add(shop.name().split(" ", 2)[0]);
            shop.menus().forEach(menu -> words.add(menu.name().split(" ", 2)[0]));
        });
    }

    @Override
    public Wanted next() {
        int percent = random.nextInt(100);
        long member = member();
        Wanted write = percent < 31 ? write(percent, member) : null;
        return write != null ? write : read(percent, member);
    }

    @Override
    public void ended(RequestLine line) {
        known.learn(line);
        errands.ended(line);
        if (line.kind().group().equals("owner-writes")) {
            owners.ended(line);
        }
        pagesAreShown |= line.kind() == Kind.SHOP_PAGE && line.status() == 200;
    }

    private @Nullable Wanted write(int percent, long member) {
        if (percent < 5) {
            return order(member);
        }
        if (percent < 11) {
            return errands.next(Kind.RELAY_ACCEPT, slips, random);
        }
        if (percent < 16) {
            return errands.next(Kind.ORDER_ACCEPT, slips, random);
        }
        if (percent < 21) {
            return errands.next(Kind.ORDER_DELIVER, slips, random);
        }
        if (percent < 24) {
            return errands.next(Kind.REVIEW, slips, random);
        }
        if (percent < 27) {
            return payment(member, percent == 24 && random.nextInt(3) == 0);
        }
        if (percent < 29) {
            return random.nextInt(8) == 0 ? join(member) : refund(member);
        }
        if (percent == 29) {
            return random.nextInt(3) == 0
                    ? owners.adChange(slips, random, member)
                    : owners.menuChange(slips, random, member);
        }
        return random.nextInt(3) == 0
                ? owners.ownerChange(slips, random, member)
                : owners.shopChange(slips, random, member);
    }

    private Wanted read(int percent, long member) {
        City.Shop shop = any(city.shops());
        if (percent < 45 && percent >= 31) {
            return slips.read(Kind.SEARCH, search(), member);
        }
        if (percent >= 45 && percent < 52) {
            return slips.read(
                    Kind.SHOPS,
                    random.nextBoolean() ? "/api/shops?limit=20" : "/api/shops?cat=" + any(CATEGORIES),
                    member);
        }
        if (percent >= 52 && percent < 58) {
            return slips.read(Kind.SHOP, "/api/shops/" + shop.id(), member);
        }
        if (percent >= 58 && percent < 66) {
            return slips.read(Kind.REVIEWS, "/api/shops/" + shop.id() + "/reviews?limit=10", member);
        }
        if (percent >= 66 && percent < 72) {
            return ofOne(known.anyOrder(random), Kind.ORDER_BY_ID, "/api/orders/", () -> ordersOf(member));
        }
        if (percent >= 72 && percent < 78) {
            return ordersOf(member);
        }
        if (percent >= 78 && percent < 81) {
            return slips.read(Kind.MEMBER, "/api/members/" + member, member);
        }
        if (percent >= 81 && percent < 83) {
            return ofOne(known.anyPayment(random), Kind.PAYMENT_BY_ID, "/api/payments/", () -> paymentsOf(member));
        }
        if (percent >= 83 && percent < 86) {
            return paymentsOf(member);
        }
        if (percent >= 86 && percent < 89) {
            LocalDate today = LocalDate.now(ZoneId.systemDefault());
            String days = "?from=" + today.minusDays(7) + "&to=" + today;
            return slips.read(Kind.SETTLEMENTS, "/api/settlements/shops/" + shop.id() + days, member);
        }
        if (percent == 89) {
            return slips.read(Kind.ADS, "/api/ads?shopId=" + shop.id(), member);
        }
        if (percent >= 90 && percent < (pagesAreShown ? 94 : 92)) {
            return slips.read(
                    Kind.SHOP_PAGE, "/api/shop-pages/" + shop.id(), member, pagesAreShown ? Set.of() : NOT_SHOWN_YET);
        }
        return slips.read(Kind.MENUS, "/api/shops/" + shop.id() + "/menus", member);
    }

    /** Few members come often, but all come. */
    private long member() {
        double skew = random.nextDouble();
        return 1 + (long) (city.catalogue().members() * skew * skew);
    }

    private Wanted order(long member) {
        City.Shop shop = any(city.steady());
        List<City.Menu> menus = new ArrayList<>(shop.menus());
        Collections.shuffle(menus, random);
        List<Map<String, Object>> items = new ArrayList<>();
        for (City.Menu menu : menus.subList(0, Math.min(menus.size(), 1 + random.nextInt(2)))) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("menuId", menu.id());
            item.put("qty", 1 + random.nextInt(2));
            item.put("name", board.seen(menu.id()));
            items.add(item);
        }
        Map<String, Object> body =
                Map.of("shopId", shop.id(), "items", items, "method", any(METHODS), "memo", "문 앞에 놓아주세요 🙏");
        return slips.write(Kind.ORDER, "/api/orders", member, Json.write(body));
    }

    private Wanted payment(long member, boolean declines) {
        long order = 1 + (long) (city.catalogue().orders() * random.nextDouble());
        long amount = declines ? 10_013 + 1_000L * random.nextInt(40) : 5_000 + 100L * random.nextInt(400);
        String body = Json.write(Map.of("orderId", order, "amount", amount, "method", any(METHODS)));
        return slips.write(Kind.PAYMENT, "/api/payments", member, body, amount, declines, Set.of());
    }

    private Wanted refund(long member) {
        Known.Thing paid = known.nextRefund();
        return paid == null
                ? payment(member, false)
                : slips.write(
                        Kind.REFUND,
                        "/api/payments/" + paid.id() + "/refund",
                        paid.member(),
                        "{}",
                        paid.amount(),
                        false,
                        Set.of());
    }

    private Wanted join(long member) {
        String body =
                Json.write(Map.of("name", "손님 " + random.nextInt(1_000_000) + " 🍚", "email", "guest@example.com"));
        return slips.write(Kind.JOIN, "/api/members", member, body);
    }

    private String search() {
        String path = "/api/search?limit=10&q=" + URLEncoder.encode(any(words), StandardCharsets.UTF_8);
        return random.nextInt(3) == 0 ? path + "&cat=" + any(CATEGORIES) : path;
    }

    private Wanted ofOne(Known.@Nullable Thing thing, Kind kind, String path, Supplier<Wanted> otherwise) {
        return thing == null ? otherwise.get() : slips.read(kind, path + thing.id(), thing.member());
    }

    private Wanted ordersOf(long member) {
        return slips.read(Kind.ORDERS_OF_MEMBER, "/api/members/" + member + "/orders?limit=10", member);
    }

    private Wanted paymentsOf(long member) {
        return slips.read(Kind.PAYMENTS_OF_MEMBER, "/api/members/" + member + "/payments?limit=10", member);
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
