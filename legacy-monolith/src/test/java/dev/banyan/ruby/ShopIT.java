package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

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
    void knowsNoOtherShops() {
        assertThat(ruby.api().get("/api/shops/31").status()).isEqualTo(404);
        assertThat(ruby.api().get("/api/shops/31/menus").status()).isEqualTo(404);
        assertThat(ruby.api().get("/api/shops/abc").status()).isEqualTo(400);
    }
}
