package dev.banyan.shoplist;

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

    private static ShopListUnderTest service;

    @BeforeAll
    static void start() {
        service = ShopListUnderTest.start();
        service.shop(1, "원조 치킨", "CK");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":[7]}         | name has the wrong type",
                "{\"open\":\"Y\"}       | open has the wrong type",
                "{                      | The body is missing or is not JSON",
                "''                     | The body is missing or is not JSON",
                "[1]                    | The body must be a JSON object",
            })
    void saysWhatIsWrongWithAChange(String body, String detail) {
        assertInvalid(service.http().put("/api/shops/1", body), detail);
    }

    @Test
    void saysWhatIsWrongWithTheLimitAndThePath() {
        assertInvalid(service.http().get("/api/shops?limit=0"), "limit must be greater than 0");
        assertInvalid(service.http().get("/api/shops?limit=101"), "limit must be less than or equal to 100");
        assertThat(service.http().get("/api/shops?limit=many").status()).isEqualTo(400);
        assertThat(service.http().get("/api/shops/one").status()).isEqualTo(400);
    }

    @Test
    void saysThatANameIsTooLong() {
        assertInvalid(
                service.http().put("/api/shops/1", "{\"name\":\"" + "🍗".repeat(101) + "\"}"),
                "name must be 1 to 100 characters");
        assertThat(service.http()
                        .put("/api/shops/1", "{\"name\":\"" + "🍗".repeat(100) + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersUnknownRoutesAndMethodsAsProblems() {
        assertProblem(service.http().get("/api/nothing"), 404);
        assertProblem(service.http().post("/api/categories", "{}"), 405);
    }

    @Test
    void describesEveryRoute() {
        JsonNode document = service.http().get("/v3/api-docs").json();

        assertThat(document.at("/info/title").stringValue()).isEqualTo("Shop list service");
        JsonNode paths = document.get("paths");
        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder("/api/shops", "/api/shops/{shopId}", "/api/categories");
        assertThat(paths.at("/~1api~1shops~1{shopId}/put/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "404", "503");
    }

    @Test
    void tellsItsHealthAndMetrics() {
        service.http().get("/api/shops");
        assertTellsHealthAndMetrics(service.http());
    }
}
