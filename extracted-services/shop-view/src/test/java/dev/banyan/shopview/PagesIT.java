package dev.banyan.shopview;

import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.FailedStarts;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.shopview.Town.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages as their owners change what they show, and when owners' services are gone. The last tests kill what the first ones need. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static Town town;
    private static RunningService shopView;

    @BeforeAll
    static void start() {
        town = Town.alive();
        shopView = RunningService.start(ShopViewApplication.class, DATABASE, town.settings());
        Town.fill(shopView, Owner.values());
    }

    @AfterAll
    static void stop() {
        shopView.close();
    }

    private static JsonNode page(long shop) {
        return shopView.http().get("/api/shop-pages/" + shop).json();
    }

    private static void told(int events) {
        assertThat(town.publish()).isEqualTo(events);
        town.awaitAllHandled();
    }

    /** All rows that the source tells of, in every column that the view keeps. */
    private static void assertViewsAreTheirSources() {
        for (Owner owner : Owner.values()) {
            Map<String, JsonNode> source =
                    rows(town.of(owner).http().get("/import/" + owner.view()).text());
            Map<String, JsonNode> view =
                    rows(shopView.http().get("/views/" + owner.view() + "/rows").text());
            assertThat(view.keySet()).as(owner.view()).isNotEmpty().isEqualTo(source.keySet());
            view.forEach((id, kept) -> kept.properties()
                    .forEach(column -> assertThat(column.getValue())
                            .as("%s %s %s", owner.view(), id, column.getKey())
                            .isEqualTo(source.get(id).get(column.getKey()))));
        }
    }

    /** By id, their values; tombstones have none. */
    private static Map<String, JsonNode> rows(String lines) {
        return lines.lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.has("id"))
                .collect(Collectors.toMap(line -> line.get("id").stringValue(), line -> line.get("values")));
    }

    @Test
    @Order(1)
    void aPageIsMadeOfWhatFourServicesOwn() {
        await().until(() -> !page(1).get("dataAsOf").isNull());
        JsonNode page = page(1);

        assertThat(page.get("name").stringValue()).isEqualTo("맛집 1");
        assertThat(page.get("open").booleanValue()).isTrue();
        assertThat(page.get("owner").toString()).isEqualTo("{\"name\":\"사장 1\",\"businessNumber\":\"123-45-67890\"}");
        assertThat(page.get("menus").toString())
                .isEqualTo("[{\"id\":10,\"name\":\"메뉴 0\",\"price\":9000,\"onSale\":true},"
                        + "{\"id\":11,\"name\":\"메뉴 1\",\"price\":9000,\"onSale\":true}]");
        assertThat(page.get("ads").toString()).isEqualTo("[{\"id\":1,\"type\":\"LISTING\"}]");
        assertThat(Instant.parse(page.get("dataAsOf").stringValue()))
                .isAfter(Instant.now().minusSeconds(10));
        assertProblem(shopView.http().get("/api/shop-pages/98999"), 404);
        assertViewsAreTheirSources();
    }

    @Test
    @Order(2)
    void followsWhatTheirOwnersChange() {
        town.of(Owner.SHOPS).http().put("/api/shops/2", "{\"name\":\"새 이름\",\"open\":false}");
        town.of(Owner.OWNERS).http().put("/api/owners/2", "{\"name\":\"새 사장\"}");
        town.of(Owner.MENUS).http().put("/api/shops/2/menus/20", "{\"onSale\":false,\"price\":9500}");
        town.of(Owner.ADS).http().put("/api/ads/2", "{\"status\":\"STOPPED\"}");
        told(4);

        JsonNode page = page(2);
        assertThat(page.get("name").stringValue()).isEqualTo("새 이름");
        assertThat(page.get("open").booleanValue()).isFalse();
        assertThat(page.at("/owner/name").stringValue()).isEqualTo("새 사장");
        assertThat(page.at("/menus/0").toString())
                .isEqualTo("{\"id\":20,\"name\":\"메뉴 0\",\"price\":9500,\"onSale\":false}");
        assertThat(page.get("ads").size()).isZero();
    }

    @Test
    @Order(3)
    void showsAdsInTheirTimeTheHighestBidFirst() {
        String ad = "{\"shopId\":3,\"type\":\"%s\",\"bid\":%d,\"from\":\"%s\",\"keywords\":[\"a\"]}";
        town.of(Owner.ADS)
                .http()
                .post("/api/ads", ad.formatted("ULTRACALL", 900, "2018-01-01T00:00:00"), "Idempotency-Key", "a");
        town.of(Owner.ADS)
                .http()
                .post("/api/ads", ad.formatted("LISTING", 9000, "2999-01-01T00:00:00"), "Idempotency-Key", "b");
        told(2);

        assertThat(page(3).get("ads").size()).isEqualTo(2);
        assertThat(page(3).at("/ads/0/type").stringValue()).isEqualTo("ULTRACALL");
    }

    @Test
    @Order(4)
    void aWipedViewIsFilledAgainAndEventsGoOn() {
        DATABASE.sql().sql("DELETE FROM menu").update();
        assertThat(page(4).get("menus").size()).isZero();

        Town.fill(shopView, Owner.MENUS);

        assertThat(page(4).get("menus").size()).isEqualTo(2);
        assertViewsAreTheirSources();
        town.of(Owner.MENUS).http().put("/api/shops/4/menus/40", "{\"price\":1000}");
        told(1);
        assertThat(page(4).at("/menus/0/price").longValue()).isEqualTo(1000);
    }

    @Test
    @Order(5)
    void saysHowOldItIsWhileWhatItWasToldOfCanNotBeFetched() {
        town.of(Owner.ADS).http().put("/api/ads/5", "{\"status\":\"STOPPED\"}");
        town.of(Owner.ADS).kill();
        Instant before = Instant.now();
        town.publish();

        await().until(() -> asOf(5).isBefore(Instant.now().minusSeconds(2)));
        assertThat(asOf(5)).isAfter(before.minusSeconds(5));
        assertThat(page(5).get("ads").size()).isEqualTo(1);

        town.of(Owner.ADS).restart();
        town.awaitAllHandled();
        assertThat(page(5).get("ads").size()).isZero();
        Instant restarted = Instant.now();
        await().until(() -> asOf(5).isAfter(restarted));
    }

    private static Instant asOf(long shop) {
        return Instant.parse(page(shop).get("dataAsOf").stringValue());
    }

    /** More at once than the pool has connections. */
    @Test
    @Order(6)
    void answersManyAtOnce() {
        List<CompletableFuture<Answer>> all = IntStream.range(0, 300)
                .mapToObj(i -> shopView.http().send("GET", "/api/shop-pages/" + (6 + i % 10), ""))
                .toList();

        assertThat(all.stream().map(answer -> answer.join().status())).containsOnly(200);
    }

    @Test
    @Order(7)
    void answersWithAllOfThemGone() {
        for (Owner owner : Owner.values()) {
            town.of(owner).kill();
        }

        JsonNode page = page(6);

        assertThat(page.get("menus").size()).isEqualTo(2);
        assertThat(page.at("/owner/name").stringValue()).isEqualTo("사장 6");
    }

    @Test
    @Order(8)
    void saysInTwoLinesWhyItCanNotStart() {
        try (FailedStarts starts = FailedStarts.of(ShopViewApplication.class)) {
            starts.wrongSettings(
                            "views.ads is 'http://127.0.0.1:1/api/ads'; it must be a base URL without a path",
                            "--views.ads=http://127.0.0.1:1/api/ads")
                    .wrongSettings("views.mode is api, and views.shops is missing", "--views.mode=api")
                    .assertToldInTwoLines();
        }
    }
}
