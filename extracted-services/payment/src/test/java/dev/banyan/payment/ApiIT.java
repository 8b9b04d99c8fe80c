package dev.banyan.payment;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static dev.banyan.kit.testing.CommonAnswers.assertTellsHealthAndMetrics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ApiIT {

    private static final String GOOD = "{\"orderId\":1,\"amount\":5000,\"method\":\"CARD\"}";

    private static PaymentUnderTest service;

    @BeforeAll
    static void start() {
        service = PaymentUnderTest.start();
        GatewayStub.behavesWell(service.gateway);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"orderId\":1,\"amount\":0,\"method\":\"CARD\"}      | amount must be greater than 0",
                "{\"orderId\":1,\"amount\":-5,\"method\":\"CARD\"}     | amount must be greater than 0",
                "{\"orderId\":1,\"amount\":2147483648,\"method\":\"CARD\"} | amount must be less than or equal to 2147483647",
                "{\"orderId\":1,\"amount\":10.5,\"method\":\"CARD\"}   | amount has the wrong type",
                "{\"orderId\":1,\"amount\":\"10\",\"method\":\"CARD\"} | amount has the wrong type",
                "{\"amount\":10,\"method\":\"CARD\"}                   | orderId must not be null",
                "{\"orderId\":1,\"amount\":10}                         | method must not be null",
                "{\"orderId\":1,\"amount\":10,\"method\":\"GOLD\"}     | method 'GOLD' must be one of [CARD, KAKAO_PAY, NAVER_PAY, CASH]",
                "{                                                     | The body is missing or is not JSON",
                "''                                                    | The body is missing or is not JSON",
                "[1]                                                   | The body must be a JSON object",
            })
    void saysWhatIsWrongWithTheBody(String body, String detail) {
        assertInvalid(charge(body, "X-Member-Id", "1", "Idempotency-Key", "k"), detail);
    }

    @Test
    void saysWhatIsWrongWithTheHeaders() {
        assertInvalid(charge(GOOD, "Idempotency-Key", "k"), "Required header 'X-Member-Id' is not present.");
        assertInvalid(charge(GOOD, "X-Member-Id", "1"), "Required header 'Idempotency-Key' is not present.");
        assertInvalid(charge(GOOD, "X-Member-Id", "0", "Idempotency-Key", "k"), "X-Member-Id must be greater than 0");
        assertInvalid(
                charge(GOOD, "X-Member-Id", "1", "Idempotency-Key", "k".repeat(81)),
                "Idempotency-Key must be 1 to 80 visible ASCII characters");
        assertInvalid(
                charge(GOOD, "X-Member-Id", "1", "Idempotency-Key", "a b"),
                "Idempotency-Key must be 1 to 80 visible ASCII characters");
        assertInvalid(
                charge("{\"amount\":10,\"method\":\"CARD\"}", "X-Member-Id", "0", "Idempotency-Key", "k"),
                "X-Member-Id must be greater than 0; orderId must not be null");
        assertThat(charge(GOOD, "X-Member-Id", "me", "Idempotency-Key", "k").status())
                .isEqualTo(400);
        assertThat(service.get("/api/payments/1").status()).isEqualTo(400);
        assertThat(service.get("/api/payments/abc", "X-Member-Id", "1").status())
                .isEqualTo(400);
    }

    @Test
    void showsAPaymentToItsMemberOnly() {
        long id = service.charge(21, "mine", 1, 5000).json().get("id").longValue();

        assertThat(service.get("/api/payments/" + id, "X-Member-Id", "21").status())
                .isEqualTo(200);
        Answer other = service.get("/api/payments/" + id, "X-Member-Id", "22");
        assertProblem(other, 404);
    }

    @Test
    void listsAMembersPaymentsNewestFirst() {
        service.sql
                .sql("INSERT INTO payment (member_id, amount, currency, status, created_at) VALUES"
                        + " (31, 1, 'KRW', 'APPROVED', '2016-01-03 00:00:00'),"
                        + " (31, 2, 'KRW', 'FAILED', '2016-01-01 00:00:00'),"
                        + " (31, 3, 'KRW', 'CANCELLED', '2016-01-03 00:00:00'),"
                        + " (NULL, 4, 'KRW', 'APPROVED', '2016-01-04 00:00:00')")
                .update();

        assertThat(amounts("/api/members/31/payments")).containsExactly(3L, 1L, 2L);
        assertThat(amounts("/api/members/31/payments?limit=1")).containsExactly(3L);
        assertThat(amounts("/api/members/32/payments")).isEmpty();
        assertInvalid(service.get("/api/members/31/payments?limit=0"), "limit must be greater than 0");
        assertInvalid(service.get("/api/members/31/payments?limit=101"), "limit must be less than or equal to 100");
    }

    @Test
    void answersUnknownRoutesAndMethodsAsProblems() {
        assertProblem(service.get("/api/nothing"), 404);
        assertProblem(service.post("/api/payments/1", ""), 405);
    }

    @Test
    void describesEveryRoute() {
        JsonNode document = service.get("/v3/api-docs").json();

        assertThat(document.at("/info/title").stringValue()).isEqualTo("Payment service");
        JsonNode paths = document.get("paths");
        assertThat(List.copyOf(paths.propertyNames()))
                .containsExactlyInAnyOrder(
                        "/api/payments",
                        "/api/payments/{id}",
                        "/api/payments/{id}/refund",
                        "/api/members/{memberId}/payments");
        JsonNode charge = paths.get("/api/payments").get("post");
        assertThat(charge.get("responses").propertyNames())
                .contains("200", "201", "400", "402", "409", "422", "502", "503");
        JsonNode refund = paths.get("/api/payments/{id}/refund").get("post").get("responses");
        assertThat(refund.propertyNames()).contains("200", "400", "404", "409", "422", "502", "503");
        for (String code : List.of("400", "404", "502", "503")) {
            assertThat(refund.get(code).get("content").propertyNames()).containsExactly("application/problem+json");
        }
        assertThat(paths.get("/api/payments/{id}").get("get").get("responses").propertyNames())
                .contains("200", "400", "404");
    }

    @Test
    void tellsItsHealthAndMetrics() {
        service.charge(41, "measured", 1, 5000);
        assertTellsHealthAndMetrics(service.service.http());
        assertThat(service.get("/actuator/prometheus").text())
                .contains("payment_gateway_calls_seconds_count{call=\"charge\",outcome=\"approved\"}");
    }

    private static Answer charge(String body, String... headers) {
        return service.post("/api/payments", body, headers);
    }

    private static List<Long> amounts(String path) {
        JsonNode payments = service.get(path).json();
        return StreamSupport.stream(payments.spliterator(), false)
                .map(payment -> payment.get("amount").longValue())
                .toList();
    }
}
