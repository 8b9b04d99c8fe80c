package dev.banyan.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MenuNewsIT {

    private static MenuUnderTest service;

    @BeforeAll
    static void start() {
        service = MenuUnderTest.start("--outbox.enabled=true");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tellsOfEachVersionOnce() {
        service.menu(1, "볶음밥", 6500);
        long id = service.add(1, "k", "탕수육", 15000).json().get("id").longValue();
        service.add(1, "k", "탕수육", 15000);
        service.change(1, id, "{\"name\":\"깐풍기\",\"price\":16000}");
        service.change(1, id, "{\"name\":\"깐풍기\"}");
        service.change(1, id, "{\"onSale\":false}");
        service.change(1, id, "{\"price\":17000}");
        service.change(1, id, "{\"onSale\":true}");

        assertThat(told(id))
                .containsExactly(
                        "1 MenuChanged [] {}",
                        "2 MenuChanged [\"name\",\"price\"] {}",
                        "3 MenuSoldOut [\"availability\"] {}",
                        "4 MenuChanged [\"price\"] {}",
                        "5 MenuChanged [\"availability\"] {}");
    }

    @Test
    void tellsNothingOfWhatDidNotHappen() {
        service.menu(2, "볶음밥", 6500);
        long id = service.add(2, "k", "탕수육", 15000).json().get("id").longValue();

        service.add(2, "k", "깐풍기", 15000);
        service.change(3, id, "{\"price\":1}");
        service.change(2, id, "{\"price\":-1}");

        assertThat(told(id)).hasSize(1);
    }

    @Test
    void numbersChangesOfTheSameMoment() {
        long id = service.menu(4, "볶음밥", 6500);

        List<CompletableFuture<Integer>> changes = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> service.http()
                        .send("PUT", "/api/shops/4/menus/" + id, "{\"price\":" + i * 1000 + "}")
                        .thenApply(answer -> answer.status()))
                .toList();

        assertThat(changes.stream().map(CompletableFuture::join)).containsOnly(200);
        assertThat(told(id))
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 13)
                        .mapToObj(version -> version + " MenuChanged [\"price\"] {}")
                        .toList());
    }

    @Test
    void answersWhatAMenuIsNow() {
        long old = service.menu(5, "짬뽕", 7000);
        long id = service.add(5, "k", "탕수육", 15000).json().get("id").longValue();
        service.change(5, id, "{\"onSale\":false,\"name\":\"깐풍기\"}");
        service.sql.sql("INSERT INTO menu (id, currency) VALUES (99000, 'KRW')").update();

        assertThat(row(id).get("version").longValue()).isEqualTo(2);
        assertThat(row(id).get("values").toString())
                .isEqualTo("{\"shop_id\":5,\"name\":\"깐풍기\",\"former_name\":\"탕수육\",\"price\":15000.0,"
                        + "\"availability\":\"SOLD_OUT\"}");
        assertThat(row(old).get("updatedAt").stringValue()).isEqualTo("2016-01-01T00:00");
        assertThat(row(99000).get("updatedAt").stringValue()).isEqualTo("1970-01-01T00:00");
        assertThat(service.http().get("/import/menus/98999").status()).isEqualTo(404);
    }

    @Test
    void pagesThroughAllOfThem() {
        for (int i = 0; i < 7; i++) {
            service.menu(6, "만두 " + i, 3000);
        }
        service.sql
                .sql("INSERT INTO menu (shop_id, currency) VALUES (6, 'KRW')")
                .update();
        long all =
                service.sql.sql("SELECT COUNT(*) FROM menu").query(Long.class).single();

        long met = 0;
        String cursor = "";
        do {
            List<JsonNode> lines = lines("/import/menus?limit=3" + cursor);
            met += lines.size() - 1;
            JsonNode next = lines.get(lines.size() - 1).get("cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(met).isEqualTo(all);
    }

    @Test
    void isSilentUnlessItIsTold() {
        try (MenuUnderTest quiet = MenuUnderTest.start()) {
            long id = quiet.menu(1, "짬뽕", 7000);

            assertThat(quiet.change(1, id, "{\"price\":8000}").status()).isEqualTo(200);

            assertThat(quiet.http().get("/import/menus").status()).isEqualTo(404);
            assertThat(quiet.sql.sql("SHOW TABLES").query(String.class).list()).doesNotContain("outbox");
        }
    }

    private static List<String> told(long id) {
        return service.database.told(id);
    }

    private static JsonNode row(long id) {
        return service.http().imported("menus", id);
    }

    private static List<JsonNode> lines(String path) {
        return service.http()
                .get(path)
                .text()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
