package dev.banyan.shoplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShopNewsIT {

    private static ShopListUnderTest service;

    @BeforeAll
    static void start() {
        service = ShopListUnderTest.start("--outbox.enabled=true");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tellsOfEachVersionOnce() {
        service.shop(1, "행복한 반점", "CN");
        for (String change : List.of(
                "{\"name\":\"왕 반점\"}",
                "{\"name\":\"왕 반점\"}",
                "{\"open\":false}",
                "{\"name\":\"새 반점\"}",
                "{\"open\":true,\"name\":\"왕 반점\"}")) {
            assertThat(service.http().put("/api/shops/1", change).status()).isEqualTo(200);
        }
        service.http().put("/api/shops/404", "{\"open\":false}");

        assertThat(told(service))
                .containsExactly(
                        "1 2 ShopChanged [\"name\"] {}",
                        "1 3 ShopClosed [\"opening\"] {}",
                        "1 4 ShopChanged [\"name\"] {}",
                        "1 5 ShopChanged [\"name\",\"opening\"] {}");
    }

    @Test
    void answersWhatAShopIsNow() {
        service.sql
                .sql("REPLACE INTO category (code, name) VALUES ('CK', '치킨')")
                .update();
        service.shop(2, "왕 통닭 🍗", "CK");
        service.sql.sql("INSERT INTO shop (id) VALUES (9)").update();

        service.sql.sql("UPDATE shop SET version = 4 WHERE id = 2").update();

        assertThat(row(2).get("version").longValue()).isEqualTo(4);
        assertThat(row(2).get("values").toString())
                .isEqualTo("{\"owner_id\":1002,\"name\":\"왕 통닭 🍗\",\"category_code\":\"CK\",\"category_name\":\"치킨\","
                        + "\"opening\":\"OPEN\","
                        + "\"location_latitude\":37.498095,\"location_longitude\":127.02761}");
        assertThat(row(9).get("updatedAt").stringValue()).isEqualTo("1970-01-01T00:00");
        assertThat(row(9).at("/values/name").isNull()).isTrue();
        assertThat(row(9).at("/values/category_name").isNull()).isTrue();
        assertThat(service.http().get("/import/shops/404").status()).isEqualTo(404);
    }

    @Test
    void isSilentUnlessItIsTold() {
        try (ShopListUnderTest quiet = ShopListUnderTest.start()) {
            quiet.shop(1, "행복한 반점", "CN");

            assertThat(quiet.http().put("/api/shops/1", "{\"open\":false}").status())
                    .isEqualTo(200);

            assertThat(quiet.http().get("/import/shops").status()).isEqualTo(404);
            assertThat(quiet.sql.sql("SHOW TABLES").query(String.class).list()).doesNotContain("outbox");
        }
    }

    private static List<String> told(ShopListUnderTest service) {
        return service.sql
                .sql("SELECT CONCAT(aggregate_id, ' ', aggregate_version, ' ', type, ' ', changed_attributes, ' ',"
                        + " attributes) FROM outbox ORDER BY id")
                .query(String.class)
                .list();
    }

    private static JsonNode row(long id) {
        return service.http().imported("shops", id);
    }
}
