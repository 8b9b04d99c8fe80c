package dev.banyan.menu;

import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MenuIT {

    private static MenuUnderTest service;

    @BeforeAll
    static void start() {
        service = MenuUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void listsAShopsMenusWithTheirOptions() {
        long first = service.menu(1, "짜장면", 6000);
        long second = service.menu(1, "짬뽕 🌶️", 7000);
        service.menu(2, "피자", 20000);
        service.sql
                .sql("INSERT INTO menu_option (menu_id, shop_id, name, extra_price, currency, availability) VALUES"
                        + " (?, 1, '곱빼기', 1000, 'KRW', 'ON_SALE'), (?, 1, NULL, NULL, 'KRW', NULL)")
                .params(second, second)
                .update();

        JsonNode menus = service.menus(1).json();

        assertThat(menus.size()).isEqualTo(2);
        assertThat(menus.get(0).toString())
                .isEqualTo("{\"id\":" + first + ",\"shopId\":1,\"name\":\"짜장면\",\"price\":6000,\"onSale\":true,"
                        + "\"previousName\":null,\"renamedAt\":null,\"options\":[]}");
        assertThat(menus.get(1).get("name").stringValue()).isEqualTo("짬뽕 🌶️");
        JsonNode options = menus.get(1).get("options");
        assertThat(options.get(0).toString()).contains("\"name\":\"곱빼기\",\"price\":1000,\"onSale\":true");
        assertThat(options.get(1).toString()).contains("\"name\":null,\"price\":0,\"onSale\":false");
    }

    @Test
    void addsAMenuOncePerShopAndKey() {
        service.menu(10, "볶음밥", 6500);
        service.menu(11, "볶음밥", 6500);

        Answer first = service.add(10, "k", " 탕수육 ", 15000);
        Answer again = service.add(10, "k", "탕수육", 15000);
        Answer otherShop = service.add(11, "k", "탕수육", 15000);

        assertThat(first.status()).isEqualTo(201);
        long id = first.json().get("id").longValue();
        assertThat(first.header("Location")).isEqualTo("/api/shops/10/menus/" + id);
        assertThat(first.json().get("name").stringValue()).isEqualTo("탕수육");
        assertThat(first.json().get("onSale").booleanValue()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(otherShop.status()).isEqualTo(201);
        assertThat(service.menus(10).json().size()).isEqualTo(2);
    }

    @Test
    void refusesAKeyThatAddedAnotherMenu() {
        service.menu(12, "볶음밥", 6500);
        service.add(12, "k", "탕수육", 15000);

        Answer otherName = service.add(12, "k", "깐풍기", 15000);
        Answer otherPrice = service.add(12, "k", "탕수육", 16000);

        assertThat(otherName.status()).isEqualTo(422);
        assertThat(otherName.json().get("type").stringValue()).isEqualTo("urn:menu:key-reused");
        assertThat(otherPrice.status()).isEqualTo(422);
    }

    @Test
    void answersAKeyWithItsMenuAsItIsNow() {
        service.menu(13, "볶음밥", 6500);
        long id = service.add(13, "k", "탕수육", 15000).json().get("id").longValue();
        service.change(13, id, "{\"name\":\"꿔바로우\"}");

        Answer again = service.add(13, "k", "탕수육", 15000);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("name").stringValue()).isEqualTo("꿔바로우");
    }

    @Test
    void addsOneMenuForManyRequestsAtOnce() {
        service.menu(14, "볶음밥", 6500);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 12)
                .mapToObj(i -> service.http()
                        .send(
                                "POST",
                                "/api/shops/14/menus",
                                "{\"name\":\"군만두\",\"price\":5000}",
                                "Idempotency-Key",
                                "at-once"))
                .toList();
        List<Integer> statuses =
                sent.stream().map(answer -> answer.join().status()).sorted().toList();

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(service.menus(14).json().size()).isEqualTo(2);
    }

    @Test
    void addsAMenuForEachRequestWithoutKey() {
        service.menu(15, "볶음밥", 6500);
        String body = "{\"name\":\"군만두\",\"price\":0}";

        Answer first = service.http().post("/api/shops/15/menus", body);
        Answer second = service.http().post("/api/shops/15/menus", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(service.menus(15).json().size()).isEqualTo(3);
    }

    @Test
    void aRenamedMenuKeepsItsFormerNameAndWhenItWent() {
        long id = service.menu(20, "자장면", 6000);
        LocalDateTime before = LocalDateTime.now(ZoneId.systemDefault()).minusSeconds(1);

        JsonNode renamed = service.change(20, id, "{\"name\":\"짜장면\"}").json();
        JsonNode repeated =
                service.change(20, id, "{\"name\":\"짜장면\",\"price\":6000}").json();
        JsonNode repriced = service.change(20, id, "{\"price\":6500}").json();

        assertThat(renamed.get("name").stringValue()).isEqualTo("짜장면");
        assertThat(renamed.get("previousName").stringValue()).isEqualTo("자장면");
        assertThat(LocalDateTime.parse(renamed.get("renamedAt").stringValue()))
                .isBetween(before, LocalDateTime.now(ZoneId.systemDefault()));
        assertThat(repeated).isEqualTo(renamed);
        assertThat(repriced.get("previousName").stringValue()).isEqualTo("자장면");
        assertThat(repriced.get("renamedAt")).isEqualTo(renamed.get("renamedAt"));
        assertThat(service.menus(20).json().get(0)).isEqualTo(repriced);
    }

    @Test
    void tellsNamesApartThatTheDatabaseComparesAsEqual() {
        long id = service.menu(21, "Cola", 2000);

        JsonNode renamed = service.change(21, id, "{\"name\":\"COLA\"}").json();

        assertThat(renamed.get("name").stringValue()).isEqualTo("COLA");
        assertThat(renamed.get("previousName").stringValue()).isEqualTo("Cola");
    }

    @Test
    void aFirstNameIsNoRenaming() {
        service.sql
                .sql("INSERT INTO menu (id, shop_id, currency) VALUES (2600, 26, 'KRW')")
                .update();

        JsonNode named = service.change(26, 2600, "{\"name\":\"국밥\"}").json();

        assertThat(named.get("name").stringValue()).isEqualTo("국밥");
        assertThat(named.get("previousName").isNull()).isTrue();
        assertThat(named.get("renamedAt").isNull()).isTrue();
    }

    @Test
    void aMenuCanBeSoldOutAndBack() {
        long id = service.menu(22, "족발", 30000);

        JsonNode soldOut = service.change(22, id, "{\"onSale\":false}").json();
        JsonNode back = service.change(22, id, "{\"onSale\":true}").json();

        assertThat(soldOut.get("onSale").booleanValue()).isFalse();
        assertThat(back.get("onSale").booleanValue()).isTrue();
    }

    @Test
    void writesNoRowThatNothingChanges() {
        long id = service.menu(23, "보쌈", 30000);
        String written = service.updatedAt(id);

        Answer same = service.change(23, id, "{\"name\":\" 보쌈 \",\"price\":30000,\"onSale\":true}");
        Answer nothing = service.change(23, id, "{\"name\":\" \"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(service.updatedAt(id)).isEqualTo(written);
        service.change(23, id, "{\"price\":31000}");
        assertThat(service.updatedAt(id)).isGreaterThan(written);
    }

    @Test
    void changesMenusOfTheirShopOnly() {
        long id = service.menu(24, "보쌈", 30000);

        Answer answer = service.change(25, id, "{\"name\":\"내 것\"}");

        assertProblem(answer, 404);
        assertThat(service.menus(24).json().get(0).get("name").stringValue()).isEqualTo("보쌈");
    }
}
