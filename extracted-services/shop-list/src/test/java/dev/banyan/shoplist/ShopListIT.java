package dev.banyan.shoplist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShopListIT {

    private static ShopListUnderTest service;

    @BeforeAll
    static void start() {
        service = ShopListUnderTest.start();
        service.shop(3, "원조 치킨", "CK");
        service.shop(1, "행복한 반점", "CN");
        service.shop(2, "왕 통닭 🍗", "CK");
        service.sql.sql("INSERT INTO shop (id) VALUES (9)").update();
        service.sql
                .sql("INSERT INTO category (code, name, position) VALUES"
                        + " ('CN', '중식', 20), ('CK', '치킨', 10), ('ZZ', NULL, 20)")
                .update();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void listsShopsInIdOrder() {
        assertThat(ids("/api/shops")).startsWith(1L, 2L, 3L, 9L);
        assertThat(ids("/api/shops?limit=2")).containsExactly(1L, 2L);
    }

    @Test
    void listsTheShopsOfACategoryWhateverItsCase() {
        assertThat(ids("/api/shops?cat=CK")).containsExactly(2L, 3L);
        assertThat(ids("/api/shops?cat=ck&limit=1")).containsExactly(2L);
        assertThat(ids("/api/shops?cat=XX")).isEmpty();
    }

    @Test
    void showsAShop() {
        assertThat(service.http().get("/api/shops/2").text())
                .isEqualTo("{\"id\":2,\"name\":\"왕 통닭 🍗\",\"category\":\"CK\",\"open\":true,\"lat\":37.498095,"
                        + "\"lng\":127.027610,\"ownerId\":1002}");
    }

    @Test
    void showsAnOldShopWithItsGaps() {
        assertThat(service.http().get("/api/shops/9").text())
                .isEqualTo("{\"id\":9,\"name\":null,\"category\":null,\"open\":false,\"lat\":null,\"lng\":null,"
                        + "\"ownerId\":null}");
    }

    @Test
    void listsCategoriesInTheOrderToShowThem() {
        assertThat(service.http().get("/api/categories").text())
                .isEqualTo("[{\"code\":\"CK\",\"name\":\"치킨\"},{\"code\":\"CN\",\"name\":\"중식\"},"
                        + "{\"code\":\"ZZ\",\"name\":null}]");
    }

    @Test
    void closesOpensAndRenamesAShop() {
        service.shop(20, "옛날 분식", "SN");

        JsonNode closed = change(20, "{\"open\":false}").json();
        JsonNode renamed = change(20, "{\"name\":\" 새 분식 \"}").json();
        JsonNode opened = change(20, "{\"open\":true}").json();

        assertThat(closed.get("open").booleanValue()).isFalse();
        assertThat(closed.get("name").stringValue()).isEqualTo("옛날 분식");
        assertThat(renamed.get("open").booleanValue()).isFalse();
        assertThat(renamed.get("name").stringValue()).isEqualTo("새 분식");
        assertThat(opened.get("open").booleanValue()).isTrue();
        assertThat(service.http().get("/api/shops/20").json()).isEqualTo(opened);
    }

    @Test
    void writesNoRowThatNothingChanges() {
        service.shop(21, "옛날 분식", "SN");
        String written = service.updatedAt(21);

        Answer same = change(21, "{\"name\":\"옛날 분식\",\"open\":true}");
        Answer nothing = change(21, "{\"name\":\" \"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(service.updatedAt(21)).isEqualTo(written);
        change(21, "{\"open\":false}");
        assertThat(service.updatedAt(21)).isGreaterThan(written);
    }

    @Test
    void changesNoShopThatIsNotThere() {
        Answer answer = change(404, "{\"open\":true}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:shop-list:not-found");
        assertThat(service.http().get("/api/shops/404").status()).isEqualTo(404);
    }

    private static Answer change(long id, String body) {
        return service.http().put("/api/shops/" + id, body);
    }

    private static List<Long> ids(String path) {
        return StreamSupport.stream(service.http().get(path).json().spliterator(), false)
                .map(shop -> shop.get("id").longValue())
                .toList();
    }
}
