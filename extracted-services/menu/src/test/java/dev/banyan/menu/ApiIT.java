package dev.banyan.menu;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static dev.banyan.kit.testing.CommonAnswers.assertTellsHealthAndMetrics;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApiIT {

    private static MenuUnderTest service;
    private static long menu;

    @BeforeAll
    static void start() {
        service = MenuUnderTest.start();
        menu = service.menu(1, "후라이드", 16000);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"price\":1}                           | name must not be null",
                "{\"name\":\"  \",\"price\":1}           | name must be 1 to 100 characters",
                "{\"name\":\"a\"}                        | price must not be null",
                "{\"name\":\"a\",\"price\":-1}           | price must be greater than or equal to 0",
                "{\"name\":\"a\",\"price\":10000001}     | price must be less than or equal to 10000000",
                "{\"name\":\"a\",\"price\":10.5}         | price has the wrong type",
                "{\"name\":\"a\",\"price\":\"10\"}       | price has the wrong type",
                "{\"name\":[7],\"price\":10}             | name has the wrong type",
                "{}                                      | name must not be null; price must not be null",
                "{                                       | The body is missing or is not JSON",
                "''                                      | The body is missing or is not JSON",
                "[1]                                     | The body must be a JSON object",
            })
    void saysWhatIsWrongWithANewMenu(String body, String detail) {
        assertInvalid(service.http().post("/api/shops/1/menus", body, "Idempotency-Key", "k"), detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":[\"a\"]}        | name has the wrong type",
                "{\"price\":-1}          | price must be greater than or equal to 0",
                "{\"onSale\":\"yes\"}    | onSale has the wrong type",
                "''                      | The body is missing or is not JSON",
            })
    void saysWhatIsWrongWithAChange(String body, String detail) {
        assertInvalid(service.change(1, menu, body), detail);
    }

    @Test
    void saysWhatIsWrongWithTheKeyAndThePath() {
        String body = "{\"name\":\"a\",\"price\":1}";
        assertInvalid(
                service.http().post("/api/shops/1/menus", body, "Idempotency-Key", "k".repeat(81)),
                "Idempotency-Key must be 1 to 80 visible ASCII characters");
        assertInvalid(
                service.http().post("/api/shops/1/menus", body, "Idempotency-Key", "a b"),
                "Idempotency-Key must be 1 to 80 visible ASCII characters");
        assertThat(service.http().get("/api/shops/one/menus").status()).isEqualTo(400);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(service.add(1, "fits", "🌶️".repeat(50), 1).status()).isEqualTo(201);
        assertInvalid(service.add(1, "too-long", "🌶️".repeat(50) + "!", 1), "name must be 1 to 100 characters");
    }

    @Test
    void knowsOnlyShopsWithMenusWhenThereIsNoShopListToAsk() {
        assertThat(service.add(1, "known", "양념치킨", 17000).status()).isEqualTo(201);
        assertThat(service.add(2, "unknown", "양념치킨", 17000).status()).isEqualTo(404);
        assertThat(service.menus(2).status()).isEqualTo(404);
    }

    @Test
    void answersUnknownRoutesAndMethodsAsProblems() {
        assertProblem(service.http().get("/api/nothing"), 404);
        assertProblem(service.http().put("/api/shops/1/menus", "{}"), 405);
    }

    @Test
    void describesEveryRoute() {
        JsonNode document = service.http().get("/v3/api-docs").json();

        assertThat(document.at("/info/title").stringValue()).isEqualTo("Menu service");
        JsonNode paths = document.get("paths");
        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder("/api/shops/{shopId}/menus", "/api/shops/{shopId}/menus/{menuId}");
        assertThat(paths.at("/~1api~1shops~1{shopId}~1menus/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "201", "400", "404", "422", "503");
    }

    @Test
    void tellsItsHealthAndMetrics() {
        service.menus(1);
        assertTellsHealthAndMetrics(service.http());
    }
}
