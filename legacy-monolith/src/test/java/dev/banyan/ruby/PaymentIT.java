package dev.banyan.ruby;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentIT {

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

    @BeforeEach
    void approve() {
        ruby.approveEverything();
    }

    private Api member7() {
        return ruby.api().as(7).key(key);
    }

    private Api.Answer pay(long amount) {
        return member7().post("/api/payments", RunningRuby.payment(1, amount));
    }

    private String storedStatus() {
        return ruby.sql()
                .sql("SELECT pay_stat FROM payments WHERE mem_no = 7 AND idem_key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    private long paidOnOrder1() {
        return ruby.number("SELECT paid_amt FROM orders WHERE ord_no = 1");
    }

    @Test
    void chargesOnceAndKeepsTheTotalOnTheOrder() {
        long before = paidOnOrder1();

        Api.Answer answer = pay(15_000);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("APPROVED");
        assertThat(answer.text("currency")).isEqualTo("KRW");
        assertThat(answer.text("method")).isEqualTo("CARD");
        assertThat(answer.number("memberId")).isEqualTo(7);
        assertThat(answer.number("orderId")).isEqualTo(1);
        assertThat(answer.number("amount")).isEqualTo(15_000);
        assertThat(answer.text("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(answer.json().path("refundedAt").isNull()).isTrue();
        assertThat(paidOnOrder1()).isEqualTo(before + 15_000);
        ruby.gateway().verify(1, postRequestedFor(urlEqualTo("/pg/charges")).withRequestBody(equalToJson("""
                                                {"reference":"mem-7-%s","amount":15000,"currency":"KRW","method":"CARD"}""".formatted(
                        key))));
    }

    @Test
    void answersARepeatedRequestFromTheStoredRow() {
        Api.Answer first = pay(15_000);

        Api.Answer again = pay(15_000);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(ruby.chargesAsked()).isEqualTo(1);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        pay(15_000);

        Api.Answer other = pay(16_000);

        assertThat(other.status()).isEqualTo(422);
        assertThat(ruby.chargesAsked()).isEqualTo(1);
    }

    @Test
    void declinesForGood() {
        Api.Answer first = pay(10_013);
        Api.Answer again = pay(10_013);

        assertThat(List.of(first.status(), again.status())).containsOnly(402);
        assertThat(first.header("Content-Type")).startsWith("application/problem+json");
        assertThat(first.text("type")).isEqualTo("urn:payment:declined");
        assertThat(first.number("paymentId"))
                .isEqualTo(again.number("paymentId"))
                .isPositive();
        assertThat(storedStatus()).isEqualTo("D");
        assertThat(ruby.chargesAsked()).isEqualTo(1);
    }

    @Test
    void letsTheSameKeyTryAgainAfterAGatewayError() {
        ruby.brokenGateway();
        Api.Answer failed = pay(15_000);
        String afterFailure = storedStatus();
        ruby.approveEverything();

        Api.Answer again = pay(15_000);

        assertThat(failed.status()).isEqualTo(502);
        assertThat(afterFailure).isEqualTo("F");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.number("id")).isEqualTo(failed.number("paymentId"));
        assertThat(storedStatus()).isEqualTo("A");
    }

    @Test
    void answers503WhenTheGatewayIsTooSlow() {
        ruby.slowGateway(2_500);

        Api.Answer answer = pay(15_000);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(storedStatus()).isEqualTo("F");
    }

    @Test
    void chargesOnceForManyRequestsAtTheSameMoment() {
        ruby.slowGateway(500);

        List<Integer> statuses =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(() -> pay(15_000).status()))
                        .limit(8)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(ruby.chargesAsked()).isEqualTo(1);
    }

    @Test
    void waitsForAFirstTryThatIsStillRunningThenAsksToComeAgain() {
        insertPending(Duration.ZERO);

        Api.Answer answer = pay(15_000);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(ruby.chargesAsked()).isZero();
    }

    @Test
    void takesOverFromAProcessThatDied() {
        insertPending(Duration.ofMinutes(1));

        Api.Answer answer = pay(15_000);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(ruby.chargesAsked()).isEqualTo(1);
    }

    private void insertPending(Duration ago) {
        LocalDateTime at = LocalDateTime.now(ZoneId.systemDefault()).minus(ago);
        ruby.sql()
                .sql("INSERT INTO payments (mem_no, ord_no, pay_amt, pay_stat, pay_mthd, idem_key, reg_dt, upd_dt)"
                        + " VALUES (7, 1, 15000, 'P', 'CD', ?, ?, ?)")
                .params(key, at, at)
                .update();
    }

    @Test
    void refundsOnceAndLowersTheTotalOnTheOrder() {
        long before = paidOnOrder1();
        String path = "/api/payments/" + pay(15_000).number("id") + "/refund";

        Api.Answer first = member7().post(path, null);
        Api.Answer again = member7().post(path, null);
        Api.Answer otherKey = member7().key("other-" + key).post(path, null);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("status")).isEqualTo("CANCELLED");
        assertThat(first.text("refundedAt")).isNotEmpty();
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(otherKey.status()).isEqualTo(409);
        assertThat(paidOnOrder1()).isEqualTo(before);
        assertThat(ruby.refundsAsked()).isEqualTo(1);
    }

    @Test
    void letsARefundBeTriedAgainAfterAGatewayError() {
        String path = "/api/payments/" + pay(15_000).number("id") + "/refund";
        ruby.brokenGateway();
        Api.Answer failed = member7().post(path, null);
        ruby.approveEverything();

        Api.Answer again = member7().post(path, null);

        assertThat(failed.status()).isEqualTo(502);
        assertThat(again.text("status")).isEqualTo("CANCELLED");
    }

    @Test
    void refusesToRefundADeclinedPayment() {
        long id = pay(10_013).number("paymentId");

        assertThat(member7().post("/api/payments/" + id + "/refund", null).status())
                .isEqualTo(409);
    }

    @Test
    void showsAPaymentToItsMemberOnly() {
        String path = "/api/payments/" + pay(15_000).number("id");

        assertThat(ruby.api().as(7).get(path).text("status")).isEqualTo("APPROVED");
        assertThat(ruby.api().as(8).get(path).status()).isEqualTo(404);
        assertThat(ruby.api().get(path).status()).isEqualTo(400);
    }

    @Test
    void listsAMembersPaymentsNewestFirst() {
        long newest = pay(15_000).number("id");

        Api.Answer list = ruby.api().get("/api/members/7/payments?limit=1");

        assertThat(list.json().size()).isEqualTo(1);
        assertThat(list.json().get(0).path("id").asLong()).isEqualTo(newest);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        Api api = member7();
        Map<String, Object> good = RunningRuby.payment(1, 15_000);

        assertThat(ruby.api().as(7).post("/api/payments", good).text("detail")).contains("Idempotency-Key");
        assertThat(ruby.api().key(key).post("/api/payments", good).text("detail"))
                .contains("X-Member-Id");
        assertBad(api, Map.of("orderId", 1, "method", "CARD"), "amount is missing");
        assertBad(api, RunningRuby.payment(1, 0), "amount must be 1 to");
        assertBad(api, Map.of("orderId", 1, "amount", 10.5, "method", "CARD"), "'amount'");
        assertBad(api, Map.of("orderId", 1, "amount", 10, "method", "GOLD"), "method must be one of");
        assertBad(api, RunningRuby.payment(999_999, 10), "no order 999999");
        assertBad(api, "{\"orderId\":", "no JSON");
        assertBad(api, "", "missing");
        assertThat(ruby.chargesAsked()).isZero();
    }

    private static void assertBad(Api api, Object body, String detail) {
        Api.Answer answer = api.post("/api/payments", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).contains(detail);
    }
}
