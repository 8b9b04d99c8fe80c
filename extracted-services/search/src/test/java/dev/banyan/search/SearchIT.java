package dev.banyan.search;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.search.Feeding.ad;
import static dev.banyan.search.Feeding.category;
import static dev.banyan.search.Feeding.delete;
import static dev.banyan.search.Feeding.insert;
import static dev.banyan.search.Feeding.keyword;
import static dev.banyan.search.Feeding.menu;
import static dev.banyan.search.Feeding.shop;
import static dev.banyan.search.Feeding.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.text.Normalizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SearchIT {

    private static final String PAST = "2017-01-01T00:00:00";

    private static Searching search;
    private static Feeding feed;

    @BeforeAll
    static void start() {
        search = Searching.start();
        feed = Feeding.begin(search.http());
        feed.follow(
                // Menus and keywords may come before what they belong to.
                insert("menu", menu(11, 1, "후라이드반양념반", "ON_SALE")),
                insert("menu", menu(12, 2, "불고기피자", "ON_SALE")),
                insert("menu", menu(13, 2, "치킨텐더", "SOLD_OUT")),
                insert("menu", menu(14, 3, "양념치킨", "ON_SALE")),
                insert("ad_keyword", keyword(31, 21, "야식")),
                insert("shop", shop(1, "교촌치킨 강남점", "CK", "OPEN", 37.5, 127.02)),
                insert("shop", shop(2, "Mr 피자", "PZ", "OPEN", 37.501234, 127.0)),
                insert("shop", shop(3, "맛있는 분식", "SN", "OPEN", 37.5, 127.01)),
                insert("shop", shop(4, "닫힌 치킨집", "CK", "CLOSED", 37.5, 127.0)),
                insert("shop", shop(5, "100% 원조족발", "JB", "OPEN", 37.6, 127.0)),
                insert("category", category("JB", "족발 보쌈")),
                insert("category", category("SN", "간식")),
                insert("ad", ad(21, 1, 500, PAST, null, "RUNNING")),
                insert("ad", ad(22, 2, 900, PAST, null, "RUNNING")),
                insert("ad_keyword", keyword(32, 22, "야식")),
                insert("ad", ad(23, 3, 9000, PAST, "2017-02-01T00:00:00", "RUNNING")),
                insert("ad_keyword", keyword(33, 23, "야식")),
                insert("ad", ad(24, 3, 9000, PAST, null, "STOPPED")),
                insert("ad_keyword", keyword(34, 24, "야식")),
                insert("ad", ad(25, 4, 9000, PAST, null, "RUNNING")),
                insert("ad_keyword", keyword(35, 25, "야식")));
        search.settle();
    }

    @AfterAll
    static void stop() {
        search.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "치킨          | 1 3",
                "치            | 1 3",
                "교촌 치킨     | 1",
                "교촌치킨을    | 1",
                "후라이드      | 1",
                "양념          | 1 3",
                "피자          | 2",
                "MR            | 2",
                "R 피          | 2",
                "불고기 피자   | 2",
                "100%          | 5",
                "0% 원         | 5",
                "강남점 족발   | ''",
                "*             | ''",
                "간식          | 3",
            })
    void findsWhatIsCalledSoOrSellsSuchAThing(String words, String shops) {
        assertThat(search.shops(words).stream().map(String::valueOf))
                .containsExactly(shops.isEmpty() ? new String[0] : shops.split(" "));
    }

    @Test
    void findsWordsTypedAsSingleLetters() {
        assertThat(search.shops(Normalizer.normalize("교촌", Normalizer.Form.NFD)))
                .containsExactly(1L);
    }

    @Test
    void putsTheNearestFirstAndKeepsToTheCategory() {
        assertThat(search.shops("치킨", "&lat=37.5&lng=127.0")).containsExactly(3L, 1L);
        assertThat(search.shops("치킨", "&lat=37.5&lng=127.05")).containsExactly(1L, 3L);
        assertThat(search.shops("치킨", "&cat=SN")).containsExactly(3L);
        assertThat(search.shops("치킨", "&limit=1")).containsExactly(1L);
    }

    @Test
    void putsTheHighestBidFirstAmongAdsThatRun() {
        assertThat(search.ads("야식")).containsExactly(22L, 21L);
        assertThat(search.ads("야식", "&cat=CK")).containsExactly(21L);
        assertThat(search.ads("야식", "&limit=1")).containsExactly(22L);
        assertThat(search.ads("교촌")).as("of a shop called so").containsExactly(21L);
    }

    @Test
    void answersAsTheMonolithDoes() {
        assertThat(search.search("Mr").text())
                .isEqualTo("{\"ads\":[{\"adId\":22,\"type\":\"LISTING\",\"shop\":{\"id\":2,\"name\":\"Mr 피자\","
                        + "\"category\":\"PZ\",\"open\":true,\"lat\":37.501234,\"lng\":127.000000}}],"
                        + "\"shops\":[{\"id\":2,\"name\":\"Mr 피자\",\"category\":\"PZ\",\"open\":true,"
                        + "\"lat\":37.501234,\"lng\":127.000000}]}");
    }

    @Test
    void followsEveryChangeOfAShop() {
        feed.follow(insert("shop", shop(50, "옛날통닭")), insert("menu", menu(51, 50, "똥집튀김", "ON_SALE")));
        search.settle();
        assertThat(search.shops("똥집")).containsExactly(50L);

        feed.follow(
                update("shop", shop(50, "새날통닭")),
                update("menu", menu(51, 50, "똥집튀김", "SOLD_OUT")),
                insert("ad", ad(52, 50, 100, "2999-01-01T00:00:00", null, "RUNNING")),
                insert("ad_keyword", keyword(53, 52, "복날")));
        search.settle();
        assertThat(search.shops("똥집")).isEmpty();
        assertThat(search.shops("새날")).containsExactly(50L);
        assertThat(search.ads("복날")).as("not begun").isEmpty();

        feed.follow(update("ad", ad(52, 50, 100, PAST, null, "RUNNING")));
        search.settle();
        assertThat(search.ads("복날")).containsExactly(52L);

        feed.follow(delete("ad_keyword", keyword(53, 52, "복날")));
        search.settle();
        assertThat(search.ads("복날")).isEmpty();

        feed.follow(delete("shop", shop(50, "새날통닭")));
        search.settle();
        assertThat(search.shops("새날")).isEmpty();
    }

    @Test
    void haltsAFeedItCantUnderstand() {
        Answer code = feed.refused(update("shop", shop(1, "x").replace("OPEN", "Y")));
        Answer table = feed.refused(update("shops", shop(1, "x")));

        assertThat(code.status()).isEqualTo(400);
        assertThat(code.json().get("detail").stringValue()).startsWith("state 'Y' is none of [OPEN, CLOSED]");
        assertThat(table.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | q is missing",
                "?q=%20                      | q is missing",
                "?q=a&lat=37                 | lat and lng go together",
                "?q=a&lat=91&lng=0           | lat and lng must be degrees, are 91.0 and 0.0",
                "?q=a&limit=101              | limit must be 1 to 100, is 101",
            })
    void saysWhatIsWrong(String parameters, String detail) {
        assertInvalid(search.http().get("/api/search" + parameters), detail);
    }

    @Test
    void describesAndMeasuresItself() {
        JsonNode paths = search.http().get("/v3/api-docs").json().get("paths");
        assertThat(paths.propertyNames()).containsExactlyInAnyOrder("/api/search", "/admin/reindex");
        assertThat(search.http().get("/actuator/health").text()).contains("\"openSearch\":{\"status\":\"UP\"}");
        assertThat(search.http().get("/actuator/prometheus").text()).contains("search_dirty_shops 0.0");
    }
}
