package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Search, and the ads that it shows. */
class SearchIT {

    private static RunningRuby ruby;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        ruby = new RunningRuby("--ruby.seed.shops=60");
        ruby.sql()
                .sql("INSERT INTO shops (shop_no, shop_nm, cat_cd, open_yn, lat, lng) VALUES"
                        + " (1001, '석촌호수 마라탕', 'CN', 'Y', 37.51, 127.10), (1003, '100% 수제버거', 'SN', 'Y', 37.50, 127.00),"
                        + " (1005, '할머니네', 'KR', 'Y', 37.40, 127.05), (1007, '닫힌 마라탕', 'CN', 'N', 37.51, 127.10)")
                .update();
        ruby.sql()
                .sql("INSERT INTO menus (menu_no, shop_no, menu_nm, price, sale_yn) VALUES"
                        + " (100001, 1005, '얼큰 마라탕', 9000, 'Y'), (100003, 1003, '마라탕면', 9000, 'N')")
                .update();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    private static Api.Answer search(String words, String more) {
        return ruby.api().get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more);
    }

    private static List<Long> ids(JsonNode list, String field) {
        var ids = new ArrayList<Long>();
        list.forEach(one -> ids.add(one.path(field).asLong()));
        return ids;
    }

    private static List<Long> shops(String words, String more) {
        return ids(search(words, more).json().path("shops"), "id");
    }

    private static List<Long> ads(String words) {
        return ids(search(words, "").json().path("ads"), "adId");
    }

    private Api.Answer run(int bid, String... keywords) {
        return ruby.api()
                .key(key)
                .post(
                        "/api/ads",
                        Map.of(
                                "shopId",
                                1001,
                                "type",
                                "ULTRACALL",
                                "bid",
                                bid,
                                "from",
                                "2016-03-01T00:00:00",
                                "keywords",
                                List.of(keywords)));
    }

    @Test
    void findsOpenShopsByNameAndByWhatTheySell() {
        assertThat(shops("마라탕", "")).containsExactly(1001L, 1005L);
        assertThat(shops(" 마라 ", "&cat=KR")).containsExactly(1005L);
        assertThat(shops("마라탕", "&limit=1")).containsExactly(1001L);
        assertThat(shops("없는음식", "")).isEmpty();
    }

    @Test
    void findsWhatAKeyboardSendsInSingleLetters() {
        assertThat(shops(Normalizer.normalize("석촌호수", Normalizer.Form.NFD), "")).containsExactly(1001L);
    }

    @Test
    void takesSignsForWhatTheyAre() {
        assertThat(shops("100%", "")).containsExactly(1003L);
        assertThat(shops("%", "")).containsExactly(1003L);
        assertThat(shops("_", "")).isEmpty();
        assertThat(shops("\\", "")).isEmpty();
    }

    @Test
    void showsTheNearestFirst() {
        assertThat(shops("마라탕", "&lat=37.40&lng=127.05")).containsExactly(1005L, 1001L);
        assertThat(shops("마라탕", "&lat=37.52&lng=127.10")).containsExactly(1001L, 1005L);
    }

    @Test
    void findsSeededShopsAndAds() {
        JsonNode found = search("치킨", "&limit=100").json();

        assertThat(found.path("shops").size()).isPositive();
        assertThat(found.path("ads").size()).isPositive();
        found.path("shops")
                .forEach(shop -> assertThat(shop.path("open").asBoolean()).isTrue());
    }

    @Test
    void remembersWhatWasLookedFor() {
        String words = "기록 " + key.substring(0, 8);

        ruby.api().as(9).get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));

        assertThat(ruby.number(
                        "SELECT COUNT(*) FROM search_logs WHERE mem_no = 9 AND cnt = 0 AND kw = '" + words + "'"))
                .isEqualTo(1);
    }

    @Test
    void countsItsStatements() {
        double before = queries("search");

        search("피자", "");

        assertThat(queries("search")).isEqualTo(before + 3);
        assertThat(queries("relay")).isZero();
        assertThat(queries("orders")).isZero();
    }

    private static double queries(String capability) {
        String name = "ruby_queries_total{capability=\"" + capability + "\"} ";
        return ruby.api()
                .get("/actuator/prometheus")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(search(" ", "").text("detail")).isEqualTo("q is missing.");
        assertThat(search("치킨", "&lat=37").status()).isEqualTo(400);
        assertThat(search("치킨", "&lat=37&lng=200").status()).isEqualTo(400);
        assertThat(search("치킨", "&limit=101").status()).isEqualTo(400);
    }

    @Test
    void runsChangesAndStopsAds() {
        Api.Answer ad = run(50_000, "광고시험", "석촌");
        String path = "/api/ads/" + ad.number("id");
        long cheaper = ruby.api()
                .key(key + "-2")
                .post(
                        "/api/ads",
                        Map.of(
                                "shopId",
                                1005,
                                "type",
                                "LISTING",
                                "bid",
                                40_000,
                                "from",
                                "2016-03-01T00:00:00",
                                "keywords",
                                List.of("광고시험")))
                .number("id");

        assertThat(ad.status()).isEqualTo(201);
        assertThat(ads("광고시험")).containsExactly(ad.number("id"), cheaper);
        assertThat(run(50_000, "광고시험", "석촌").status()).isEqualTo(200);
        assertThat(ruby.api().get("/api/ads?shopId=1001").json().get(0)).isEqualTo(ad.json());

        Api.Answer changed = ruby.api().put(path, Map.of("bid", 10_000, "keywords", List.of("광고시험")));
        assertThat(changed.number("bid")).isEqualTo(10_000);
        assertThat(changed.json().path("keywords").size()).isEqualTo(1);
        assertThat(ads("광고시험")).containsExactly(cheaper, ad.number("id"));
        assertThat(ads("석촌")).isEmpty();

        assertThat(ruby.api().put(path, Map.of("status", "STOPPED")).text("status"))
                .isEqualTo("STOPPED");
        assertThat(ads("광고시험")).containsExactly(cheaper);
        assertThat(ruby.api().get(path).text("status")).isEqualTo("STOPPED");
    }

    @Test
    void refusesAdsThatCannotRun() {
        assertThat(run(-1, "x").text("detail")).contains("bid must be");
        assertThat(run(1).text("detail")).contains("keywords must be");
        assertThat(ruby.api().get("/api/ads/999999").status()).isEqualTo(404);
        assertThat(ruby.api().put("/api/ads/999999", Map.of("bid", 1)).status()).isEqualTo(404);
        assertThat(ruby.api()
                        .key(key)
                        .post(
                                "/api/ads",
                                Map.of(
                                        "shopId",
                                        999,
                                        "type",
                                        "LISTING",
                                        "bid",
                                        1,
                                        "from",
                                        "2016-03-01T00:00:00",
                                        "keywords",
                                        List.of("x")))
                        .text("detail"))
                .isEqualTo("There is no shop 999.");
    }
}
