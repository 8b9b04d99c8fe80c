package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CityScriptTest {
    private final AtomicLong now = new AtomicLong();
    private long orders = 100;

    @Test
    void wantsTheSameForTheSameSeed() {
        CityScript one = new CityScript(5, "run", city(), now::get);
        CityScript other = new CityScript(5, "run", city(), now::get);
        for (int i = 0; i < 500; i++) {
            assertThat(other.next()).isEqualTo(one.next());
        }
    }

    @Test
    void looksMostOfTheTimeAndDoesEverythingElseToo() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        List<Wanted> all = play(6_000, counts);
        long reads = all.stream().filter(wanted -> !wanted.kind().write()).count();
        assertThat(reads / (double) all.size()).isBetween(0.65, 0.78);
        assertThat(counts).containsKeys(Kind.values());
        assertThat(counts.getOrDefault(Kind.ORDER_DELIVER, 0))
                .isBetween(counts.getOrDefault(Kind.ORDER, 0) / 2, counts.getOrDefault(Kind.ORDER, 0));
    }

    @Test
    void looksAtPagesOfShopsOnceSomebodyShowsThem() {
        CityScript script = new CityScript(5, "run", city(), now::get);
        List<Wanted> before = pages(script, 5_000);
        assertThat(before)
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.outcome(404)).isEqualTo(Outcome.OK));

        script.ended(line(before.get(1), 404, "{}"));
        script.ended(line(before.get(0), 200, "{}"));

        assertThat(pages(script, 5_000))
                .hasSizeGreaterThan(before.size() * 3 / 2)
                .allSatisfy(page -> assertThat(page.outcome(404)).isEqualTo(Outcome.FAILED));
    }

    private static List<Wanted> pages(CityScript script, int requests) {
        List<Wanted> pages = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Wanted wanted = script.next();
            if (wanted.kind() == Kind.SHOP_PAGE) {
                pages.add(wanted);
            }
        }
        return pages;
    }

    @Test
    void changesAnAdOnceAtATimeInItsShopsName() {
        Owners owners = new Owners(city(), new MenuBoard(city().shops(), now::get));
        Slips slips = new Slips("run");
        Random random = new Random(1);
        Map<String, Wanted> running = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            Wanted change = owners.adChange(slips, random, 1);
            if (change != null) {
                assertThat(running.put(change.path(), change)).isNull();
            }
        }
        assertThat(running).containsKey("/api/ads/3000?shopId=3").hasSize(20);

        owners.ended(line(Objects.requireNonNull(running.get("/api/ads/3000?shopId=3")), 200, "{}"));

        Wanted next = null;
        while (next == null) {
            next = owners.adChange(slips, random, 1);
        }
        assertThat(next.path()).isEqualTo("/api/ads/3000?shopId=3");
    }

    @Test
    void ordersNowhereWhereOwnersCloseShops() {
        List<Long> restless = city().restless().stream().map(City.Shop::id).toList();
        assertThat(play(3_000, new EnumMap<>(Kind.class)))
                .filteredOn(wanted -> wanted.kind() == Kind.ORDER)
                .extracting(wanted ->
                        Json.mapper().readTree(wanted.body()).path("shopId").asLong())
                .doesNotContainAnyElementsOf(restless);
    }

    @Test
    void reviewsAgainWhereTheMonolithHasNotHeardOfTheDelivery() {
        Errands errands = new Errands(city(), now::get);
        Slips slips = new Slips("run");
        Random random = new Random(1);
        errands.ended(
                line(new Wanted(1, Kind.ORDER, "/api/orders", 7, "k", "{}", 0, false), 202, "{\"id\":8,\"shopId\":1}"));
        for (Kind step : List.of(Kind.RELAY_ACCEPT, Kind.ORDER_ACCEPT, Kind.ORDER_DELIVER)) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            errands.ended(line(Objects.requireNonNull(errands.next(step, slips, random)), 200, "{}", "service"));
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        Wanted early = Objects.requireNonNull(errands.next(Kind.REVIEW, slips, random));
        errands.ended(line(early, 409, "{}", "monolith"));
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        Wanted again = Objects.requireNonNull(errands.next(Kind.REVIEW, slips, random));
        assertThat(again.refusals()).containsExactlyInAnyOrder(400, 409);
        errands.ended(line(again, 201, "{}", "monolith"));
        now.addAndGet(TimeUnit.SECONDS.toNanos(9));
        assertThat(errands.next(Kind.REVIEW, slips, random)).isNull();
    }

    @Test
    void bringsAnOrderOnItsWayOneStepAfterTheOther() {
        Errands errands = new Errands(city(), now::get);
        Slips slips = new Slips("run");
        Random random = new Random(1);
        errands.ended(
                line(new Wanted(1, Kind.ORDER, "/api/orders", 7, "k", "{}", 0, false), 201, "{\"id\":8,\"shopId\":1}"));
        assertThat(errands.next(Kind.RELAY_ACCEPT, slips, random)).isNull();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        Wanted first = Objects.requireNonNull(errands.next(Kind.RELAY_ACCEPT, slips, random));
        Wanted rival = Objects.requireNonNull(errands.next(Kind.RELAY_ACCEPT, slips, random));
        assertThat(rival.body()).isNotEqualTo(first.body());
        errands.ended(line(first, 200, "{\"deviceId\":10}"));
        errands.ended(line(rival, 409, "{}"));
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        Wanted accept = Objects.requireNonNull(errands.next(Kind.ORDER_ACCEPT, slips, random));
        assertThat(errands.next(Kind.ORDER_ACCEPT, slips, random)).isNull();
        errands.ended(line(accept, 503, "{}"));
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        assertThat(errands.next(Kind.ORDER_ACCEPT, slips, random))
                .isNotNull()
                .extracting(Wanted::path)
                .isEqualTo("/api/orders/8/accept");
    }

    private List<Wanted> play(int requests, Map<Kind, Integer> counts) {
        CityScript script = new CityScript(5, "run", city(), now::get);
        List<Wanted> all = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            Wanted wanted = script.next();
            all.add(wanted);
            counts.merge(wanted.kind(), 1, Integer::sum);
            script.ended(line(wanted, 200, answer(wanted)));
        }
        return all;
    }

    private String answer(Wanted wanted) {
        long shop = wanted.kind() == Kind.ORDER
                ? Json.mapper().readTree(wanted.body()).path("shopId").asLong()
                : 1;
        return "{\"id\":" + ++orders + ",\"shopId\":" + shop + ",\"totalAmount\":5}";
    }

    private static RequestLine line(Wanted wanted, int status, String body) {
        return line(wanted, status, body, "monolith");
    }

    private static RequestLine line(Wanted wanted, int status, String body, String side) {
        Call call = new Call(new Answer(status, -1, side, null, body), "proxy-1", 1, 0, 0, false, 5);
        return RequestLine.of(wanted, call, Instant.EPOCH, Json.mapper().readTree(body), null);
    }

    private static City city() {
        List<City.Shop> shops = LongStream.rangeClosed(1, 20)
                .mapToObj(id -> new City.Shop(
                        id,
                        "집 " + id,
                        id,
                        List.of(new City.Menu(id * 100, "통닭 大", 9000), new City.Menu(id * 100 + 1, "피자", 12000)),
                        List.of(id * 10, id * 10 + 1),
                        List.of(id * 1000)))
                .toList();
        List<Catalogue.Shop> known = shops.stream()
                .map(shop -> new Catalogue.Shop(
                        shop.id(), shop.menus().stream().map(City.Menu::id).toList()))
                .toList();
        return new City(new Catalogue(1000, 5000, known), shops);
    }
}
