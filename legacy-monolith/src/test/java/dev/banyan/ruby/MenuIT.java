package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MenuIT {

    private static RunningRuby ruby;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        ruby = new RunningRuby();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    private static String menus() {
        return "/api/shops/" + ruby.openShop() + "/menus";
    }

    private Api.Answer add(String name, int price) {
        return ruby.api().key(key).post(menus(), Map.of("name", name, "price", price));
    }

    private static Api.Answer order(long menu, String name) {
        Map<String, Object> line = Map.of("menuId", menu, "qty", 1, "name", name);
        return ruby.api()
                .as(4)
                .key(UUID.randomUUID().toString())
                .post("/api/orders", Map.of("shopId", ruby.openShop(), "items", List.of(line), "method", "CARD"));
    }

    private static String orderedName(Api.Answer order) {
        return order.json().path("items").get(0).path("name").asString();
    }

    @Test
    void listsMenusWithTheirOptions() {
        JsonNode list = ruby.api().get(menus()).json();

        long options = 0;
        for (JsonNode menu : list) {
            options += menu.path("options").size();
        }
        assertThat(options)
                .isPositive()
                .isEqualTo(ruby.number("SELECT COUNT(*) FROM menu_options WHERE shop_no = " + ruby.openShop()));
        assertThat(list.get(0).path("previousName").isNull()).isTrue();
    }

    @Test
    void addsAMenuOncePerKey() {
        Api.Answer first = add("눈꽃치즈 치킨 ❄️", 21_000);

        Api.Answer again = add("눈꽃치즈 치킨 ❄️", 21_000);
        Api.Answer other = add("눈꽃치즈 치킨 ❄️", 22_000);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("name")).isEqualTo("눈꽃치즈 치킨 ❄️");
        assertThat(first.json().path("onSale").asBoolean()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(ruby.api()
                        .post("/api/shops/999/menus", Map.of("name", "x", "price", 1))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addsOneMenuForManyRequestsAtOnce() throws Exception {
        List<Api.Answer> answers = Together.call(8, i -> add("동시 메뉴", 9_000));

        assertThat(answers.stream().map(answer -> answer.number("id")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
    }

    @Test
    void takesOrdersByThePresentAndThePreviousName() {
        long menu = add("간장치킨", 18_000).number("id");
        String path = menus() + "/" + menu;

        Api.Answer renamed = ruby.api().put(path, Map.of("name", "궁중 간장치킨"));
        ruby.api().put(path, Map.of("name", "궁중 간장치킨", "price", 19_000));

        assertThat(renamed.text("previousName")).isEqualTo("간장치킨");
        assertThat(renamed.text("renamedAt")).isNotEmpty();
        Api.Answer old = order(menu, "간장치킨");
        assertThat(old.status()).isEqualTo(201);
        assertThat(orderedName(old)).isEqualTo("간장치킨");
        assertThat(old.number("totalAmount")).isEqualTo(19_000);
        assertThat(orderedName(order(menu, "궁중 간장치킨"))).isEqualTo("궁중 간장치킨");
        assertThat(order(menu, "양념치킨").status()).isEqualTo(409);

        ruby.api().put(path, Map.of("name", "왕실 간장치킨"));
        assertThat(order(menu, "간장치킨").status()).isEqualTo(409);
        assertThat(orderedName(order(menu, "궁중 간장치킨"))).isEqualTo("궁중 간장치킨");
    }

    @Test
    void sellsOutAndBack() {
        long menu = add("오늘의 메뉴", 7_000).number("id");

        Api.Answer soldOut = ruby.api().put(menus() + "/" + menu, Map.of("onSale", false));

        assertThat(soldOut.json().path("onSale").asBoolean(true)).isFalse();
        assertThat(soldOut.number("price")).isEqualTo(7_000);
        assertThat(order(menu, "오늘의 메뉴").status()).isEqualTo(409);
        ruby.api().put(menus() + "/" + menu, Map.of("onSale", true));
        assertThat(order(menu, "오늘의 메뉴").status()).isEqualTo(201);
    }

    @Test
    void changesNoOtherShopsMenu() {
        long elsewhere = ruby.number("SELECT MIN(menu_no) FROM menus WHERE shop_no <> " + ruby.openShop());

        assertThat(ruby.api().put(menus() + "/" + elsewhere, Map.of("price", 1)).status())
                .isEqualTo(404);
        assertThat(ruby.number("SELECT price FROM menus WHERE menu_no = " + elsewhere))
                .isGreaterThan(1);
    }
}
