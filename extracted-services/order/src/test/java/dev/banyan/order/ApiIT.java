package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApiIT {

    private static OrderUnderTest service;

    @BeforeAll
    static void start() {
        service = OrderUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                             | items must not be null; method must not be null; shopId must not be null",
                "{\"shopId\":1,\"items\":[],\"method\":\"CARD\"}                                | items must be 1 to 50 menus",
                "{\"shopId\":0,\"items\":[{\"menuId\":1,\"qty\":1}],\"method\":\"CARD\"}        | shopId must be greater than 0",
                "{\"shopId\":1,\"items\":[{\"menuId\":1,\"qty\":100}],\"method\":\"CARD\"}      | items[0].qty must be less than or equal to 99",
                "{\"shopId\":1,\"items\":[{\"menuId\":1,\"qty\":1},{\"menuId\":1,\"qty\":2}],\"method\":\"CARD\"} | items must name each menu once",
                "{\"shopId\":1,\"items\":[{\"menuId\":1,\"qty\":1}],\"method\":\"GOLD\"}        | method 'GOLD' must be one of [CARD, KAKAO_PAY, NAVER_PAY, CASH]",
                "{                                                                              | The body is missing or is not JSON",
            })
    void saysWhatIsWrongWithAnOrder(String body, String detail) {
        Answer answer = service.place(1, "k", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").stringValue()).isEqualTo(detail);
    }

    @Test
    void saysWhatIsWrongWithHeadersAndPaths() {
        assertThat(service.http()
                        .post("/api/orders", OrderUnderTest.chicken(), "X-Member-Id", "1")
                        .status())
                .isEqualTo(400);
        assertThat(service.place(0, "k", OrderUnderTest.chicken()).status()).isEqualTo(400);
        assertThat(service.place(1, "k".repeat(81), OrderUnderTest.chicken()).status())
                .isEqualTo(400);
        assertThat(service.http().get("/api/members/1/orders?limit=101").status())
                .isEqualTo(400);
        assertThat(service.http().get("/api/orders/one").status()).isEqualTo(400);
        assertThat(service.http().get("/api/orders/404404").status()).isEqualTo(404);
        assertThat(service.command(404404, "accept").status()).isEqualTo(404);
        assertThat(service.http().get("/api/members/404/orders").text()).isEqualTo("[]");
    }

    @Test
    void describesEveryRoute() {
        JsonNode document = service.http().get("/v3/api-docs").json();

        assertThat(document.at("/info/title").stringValue()).isEqualTo("Order service");
        assertThat(document.get("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/orders",
                        "/api/orders/{id}",
                        "/api/members/{memberId}/orders",
                        "/api/orders/{id}/relayed",
                        "/api/orders/{id}/accept",
                        "/api/orders/{id}/dispatch",
                        "/api/orders/{id}/complete",
                        "/api/orders/{id}/deliver",
                        "/api/orders/{id}/cancel",
                        "/api/orders/{id}/settle");
        assertThat(document.at("/paths/~1api~1orders/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "201", "202", "400", "402", "409", "422", "503");
    }

    @Test
    void tellsItsHealthAndMetrics() {
        service.order();

        assertThat(service.http().get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(service.http().get("/actuator/health/readiness").text()).contains("\"db\":{\"status\":\"UP\"}");
        assertThat(service.http().get("/actuator/prometheus").text())
                .contains("orders_moves_total{")
                .contains("orders_payment_wait_seconds_count")
                .contains("orders_payment_waiting")
                .contains("orders_deadlines_backlog");
    }
}
