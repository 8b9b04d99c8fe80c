package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShopIT {

    private static RunningRuby ruby;

    @BeforeAll
    static void start() {
        ruby = new RunningRuby("--ruby.seed.shops=30");
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    @Test
    void listsShopsOfACategory() {
        JsonNode chicken = ruby.api().get("/api/shops?cat=CK").json();

        assertThat(chicken.size()).isPositive().isLessThan(30);
        chicken.forEach(shop -> assertThat(shop.path("category").asString()).isEqualTo("CK"));
        assertThat(ruby.api().get("/api/shops").json().size()).isEqualTo(30);
    }

    @Test
    void showsAShopWithItsMenus() {
        JsonNode menus = ruby.api().get("/api/shops/2/menus").json();

        assertThat(ruby.api().get("/api/shops/2").number("id")).isEqualTo(2);
        assertThat(menus.size()).isEqualTo(10);
        assertThat(menus.get(0).path("price").asInt()).isGreaterThanOrEqualTo(3000);
        assertThat(menus.get(0).path("onSale").asBoolean()).isTrue();
    }

    @Test
    void renamesOpensAndCloses() {
        JsonNode before = ruby.api().get("/api/shops/3").json();

        Api.Answer renamed = ruby.api().put("/api/shops/3", Map.of("name", "  새이름 통닭 🍗 "));
        Api.Answer closed = ruby.api().put("/api/shops/3", Map.of("open", false));
        Api.Answer again = ruby.api().put("/api/shops/3", Map.of("open", false));

        assertThat(renamed.text("name")).isEqualTo("새이름 통닭 🍗");
        assertThat(renamed.json().path("open")).isEqualTo(before.path("open"));
        assertThat(closed.json().path("open").asBoolean()).isFalse();
        assertThat(closed.text("name")).isEqualTo("새이름 통닭 🍗");
        assertThat(again.json()).isEqualTo(closed.json());
        assertThat(ruby.api().get("/api/shops/3").json()).isEqualTo(closed.json());
        assertThat(ruby.api().put("/api/shops/31", Map.of("open", true)).status())
                .isEqualTo(404);
        assertThat(ruby.api()
                        .put("/api/shops/3", Map.of("name", "x".repeat(101)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void namesTheCategoriesInTheirOrder() {
        JsonNode categories = ruby.api().get("/api/categories").json();

        assertThat(categories.size()).isEqualTo(6);
        assertThat(categories.get(0).toString()).isEqualTo("{\"code\":\"CK\",\"name\":\"치킨\"}");
    }

    @Test
    void knowsNoOtherShops() {
        assertThat(ruby.api().get("/api/shops/31").status()).isEqualTo(404);
        assertThat(ruby.api().get("/api/shops/31/menus").status()).isEqualTo(404);
        assertThat(ruby.api().get("/api/shops/abc").status()).isEqualTo(400);
    }
}
