package dev.banyan.review;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static dev.banyan.kit.testing.CommonAnswers.assertTellsHealthAndMetrics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApiIT {

    private static ReviewUnderTest service;

    @BeforeAll
    static void start() {
        service = ReviewUnderTest.start();
        service.delivered(1, 5, 10);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Answer write(String member, String key, String body) {
        return service.http().post("/api/reviews", body, "X-Member-Id", member, "Idempotency-Key", key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                       | body must not be null; orderId must not be null; star must not be null",
                "{\"orderId\":0,\"star\":5,\"body\":\"a\"}    | orderId must be greater than 0",
                "{\"orderId\":1,\"star\":0,\"body\":\"a\"}    | star must be greater than or equal to 1",
                "{\"orderId\":1,\"star\":6,\"body\":\"a\"}    | star must be less than or equal to 5",
                "{\"orderId\":1,\"star\":4.5,\"body\":\"a\"}  | star has the wrong type",
                "{\"orderId\":1,\"star\":5,\"body\":\"  \"}   | body must be 1 to 1000 characters",
                "{\"orderId\":\"1\",\"star\":5,\"body\":\"a\"}  | orderId has the wrong type",
                "{                                        | The body is missing or is not JSON",
                "[1]                                      | The body must be a JSON object",
            })
    void saysWhatIsWrongWithAReview(String body, String detail) {
        assertInvalid(write("5", "k", body), detail);
    }

    @Test
    void saysWhatIsWrongWithHeadersAndParameters() {
        String body = "{\"orderId\":1,\"star\":5,\"body\":\"a\"}";
        assertInvalid(write("5", "a b", body), "Idempotency-Key must be 1 to 80 visible ASCII characters");
        assertInvalid(write("0", "k", body), "X-Member-Id must be greater than 0");
        assertThat(service.http().post("/api/reviews", body, "X-Member-Id", "5").status())
                .isEqualTo(400);
        assertThat(service.http().get("/api/shops/10/reviews?limit=101").status())
                .isEqualTo(400);
        assertThat(service.http().get("/api/shops/one/reviews").status()).isEqualTo(400);
        assertThat(service.http().post("/api/reviews/1/hide", "").status()).isEqualTo(400);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        String chillies = "{\"orderId\":1,\"star\":5,\"body\":\"%s\"}";
        assertInvalid(write("5", "k", chillies.formatted("🌶".repeat(1001))), "body must be 1 to 1000 characters");
        assertThat(write("5", "k", chillies.formatted("🌶".repeat(1000))).status())
                .isEqualTo(201);
    }

    @Test
    void answersUnknownRoutesAndMethodsAsProblems() {
        assertProblem(service.http().get("/api/nothing"), 404);
        assertProblem(service.http().put("/api/reviews", "{}"), 405);
    }

    @Test
    void describesEveryRoute() {
        JsonNode document = service.http().get("/v3/api-docs").json();

        assertThat(document.at("/info/title").stringValue()).isEqualTo("Review service");
        assertThat(document.get("paths").propertyNames())
                .containsExactlyInAnyOrder("/api/shops/{shopId}/reviews", "/api/reviews", "/api/reviews/{id}/hide");
        assertThat(document.at("/paths/~1api~1reviews/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "201", "400", "409", "422", "503");
    }

    @Test
    void tellsItsHealthAndMetrics() {
        service.reviews(10);
        assertTellsHealthAndMetrics(service.http());
        assertThat(service.http().get("/actuator/prometheus").text()).contains("events_");
    }
}
