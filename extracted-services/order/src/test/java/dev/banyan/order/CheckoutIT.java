package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckoutIT {

    private static OrderUnderTest service;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        service = OrderUnderTest.start("--catalogue.fresh-for=0s", "--catalogue.keep-for=1h");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void everybodyIsThere() {
        service.city.open();
        service.payments.answer(TestPayments.Answer.APPROVED);
    }

    @Test
    void answersWithThePaidOrder() {
        String body = "{\"shopId\":1,\"items\":[{\"menuId\":11,\"qty\":2,\"name\":\"통닭\"}],\"method\":\"KAKAO_PAY\","
                + "\"memo\":\" 문 앞에 놓아주세요 🙏 \"}";

        Answer placed = service.place(3, key, body);

        assertThat(placed.status()).isEqualTo(201);
        JsonNode order = placed.json();
        long id = order.get("id").longValue();
        assertThat(placed.header("Location")).isEqualTo("/api/orders/" + id);
        assertThat(order.propertyNames())
                .containsExactly(
                        "id",
                        "memberId",
                        "shopId",
                        "status",
                        "totalAmount",
                        "paidAmount",
                        "paymentId",
                        "memo",
                        "createdAt",
                        "review",
                        "items");
        assertThat(order.get("status").stringValue()).isEqualTo("CREATED");
        assertThat(order.get("totalAmount").longValue()).isEqualTo(18_000);
        assertThat(order.get("paidAmount").longValue()).isEqualTo(18_000);
        assertThat(order.get("paymentId").longValue()).isEqualTo(TestPayments.paymentOf(id));
        assertThat(order.get("memo").stringValue()).isEqualTo("문 앞에 놓아주세요 🙏");
        assertThat(order.get("items").get(0).toString())
                .isEqualTo("{\"menuId\":11,\"name\":\"통닭\",\"price\":9000,\"qty\":2}");
        assertThat(service.http().get("/api/orders/" + id).json()).isEqualTo(order);
        assertThat(service.http().get("/api/members/3/orders?limit=5").json().get(0))
                .isEqualTo(order);
        assertThat(service.facts(id)).containsExactly("OrderPaymentRequested", "OrderCreated");
        JsonNode facts = JsonMapper.shared()
                .readTree(service.sql
                        .sql("SELECT attributes FROM outbox WHERE aggregate_id = ? AND type = 'OrderPaymentRequested'")
                        .param(String.valueOf(id))
                        .query(String.class)
                        .single());
        assertThat(facts.get("shopId").longValue()).isEqualTo(1);
        assertThat(facts.get("memberId").longValue()).isEqualTo(3);
        assertThat(facts.get("amount").decimalValue()).isEqualByComparingTo("18000");
        assertThat(facts.get("placedAt").stringValue())
                .isEqualTo(placedAt(id))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(facts.get("method").stringValue()).isEqualTo("KAKAO_PAY");
        assertThat(facts.get("idempotencyKey").stringValue()).isEqualTo("ord-" + id);
    }

    @Test
    void answersARepeatedRequestFromTheStoredOrder() {
        Answer first = service.place(3, key, OrderUnderTest.chicken());

        Answer again = service.place(3, key, OrderUnderTest.chicken());
        Answer other = service.place(3, key, OrderUnderTest.chicken().replace("\"qty\":1", "\"qty\":2"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").stringValue()).isEqualTo("urn:order:key-reused");
    }

    @Test
    void requestsOfTheSameMomentPlaceOneOrder() {
        List<Answer> answers =
                Stream.generate(() -> service.placeAsync(3, key, OrderUnderTest.chicken())).limit(8).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(answers)
                .extracting(answer -> answer.json().get("id").longValue())
                .containsOnly(answers.get(0).json().get("id").longValue());
    }

    @Test
    void manyRequestsForOneOrderAreNoSignThatPaymentsAreSilent() {
        service.payments.answer(TestPayments.Answer.NONE);
        List<CompletableFuture<Answer>> answers = Stream.generate(
                        () -> service.placeAsync(3, key, OrderUnderTest.chicken()))
                .limit(4)
                .toList();

        service.payments.approve(waitingForMoreThanASecond());

        assertThat(answers)
                .extracting(CompletableFuture::join)
                .extracting(Answer::status)
                .containsOnly(200, 201);
    }

    private long waitingForMoreThanASecond() {
        return await().until(
                        () -> service.sql
                                .sql("SELECT o.id FROM customer_order o JOIN outbox e ON e.aggregate_id = o.id"
                                        + " WHERE o.idempotency_key = ?"
                                        + " AND e.occurred_at < UTC_TIMESTAMP(6) - INTERVAL 1 SECOND")
                                .param(key)
                                .query(Long.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void cancelsAnOrderWhosePaymentFails() {
        service.payments.answer(TestPayments.Answer.FAILED);

        Answer first = service.place(3, key, OrderUnderTest.chicken());
        Answer again = service.place(3, key, OrderUnderTest.chicken());

        assertThat(List.of(first.status(), again.status())).containsOnly(402);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.json().get("type").stringValue()).isEqualTo("urn:order:declined");
        assertThat(first.json().get("paymentId").isNumber()).isTrue();
        assertThat(service.sql
                        .sql("SELECT CONCAT(status, ' ', cancel_kind) FROM customer_order WHERE idempotency_key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .isEqualTo("CANCELLED PAYMENT_DECLINED");
    }

    @Test
    void takesADoubledPaymentEventOnceAndLeavesOthersPaymentsAlone() {
        service.payments.answer(TestPayments.Answer.APPROVED_TWICE);
        long order = service.order();
        service.payments.approveAnother(order);
        long marker = service.order();

        service.payments.acknowledgeRelay(marker);

        await().untilAsserted(() -> assertThat(service.status(marker)).isEqualTo("RELAYED"));
        assertThat(service.facts(order)).containsExactly("OrderPaymentRequested", "OrderCreated");
        JsonNode seen = service.http().get("/api/orders/" + order).json();
        assertThat(seen.get("paidAmount").longValue()).isEqualTo(9_000);
        assertThat(seen.get("paymentId").longValue()).isEqualTo(TestPayments.paymentOf(order));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404404 | 3      | 11 | ''    | 400 | There is no shop 404404",
                "2      | 3      | 11 | ''    | 409 | Shop 2 is closed",
                "1      | 3      | 99 | ''    | 400 | Shop 1 has no menu 99",
                "1      | 3      | 12 | ''    | 409 | Menu 12 is sold out",
                "1      | 3      | 11 | 치킨  | 409 | Menu 11 is called '후라이드', not '치킨'",
                "1      | 999999 | 11 | ''    | 400 | There is no member 999999",
            })
    void refusesWhatCannotBeOrdered(long shop, long member, long menu, String name, int status, String detail) {
        String body = "{\"shopId\":%d,\"items\":[{\"menuId\":%d,\"qty\":1,\"name\":\"%s\"}],\"method\":\"CARD\"}"
                .formatted(shop, menu, name);

        Answer answer = service.place(member, key, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo(detail);
        assertThat(service.sql
                        .sql("SELECT COUNT(*) FROM customer_order WHERE idempotency_key = ?")
                        .param(key)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theLastAnswerAboutAShopServesWhileThereIsNone() {
        service.order();
        service.city.catalogueIsDown();

        Answer known = service.place(1, key, OrderUnderTest.chicken());
        Answer unknown = service.place(1, key + "-", OrderUnderTest.chicken().replace("\"shopId\":1", "\"shopId\":77"));

        assertThat(known.status()).isEqualTo(201);
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.header("Retry-After")).isEqualTo("1");
        assertThat(unknown.json().get("type").stringValue()).isEqualTo("urn:order:catalogue-unavailable");
    }

    private String placedAt(long order) {
        return service.sql
                .sql("SELECT DATE_FORMAT(placed_at, '%Y-%m-%dT%H:%i:%s') FROM customer_order WHERE id = ?")
                .param(order)
                .query(String.class)
                .single();
    }
}
