package dev.banyan.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.banyan.payment.GatewayStub.approved;
import static dev.banyan.payment.GatewayStub.broken;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static dev.banyan.payment.GatewayStub.declined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChargeIT {

    private static final ZoneId ZONE = ZoneId.systemDefault();

    private static PaymentUnderTest service;

    @BeforeAll
    static void start() {
        // A window this wide keeps the circuit closed whatever the gateway does here; CircuitIT opens it.
        service = PaymentUnderTest.start("--gateway.circuit.window=10000");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void gatewayBehavesWell() {
        GatewayStub.behavesWell(service.gateway);
    }

    @Test
    void chargesOnceAndStoresWhatTheGatewayAnswered() {
        Answer answer = service.charge(1, "first", 77, 15000);

        assertThat(answer.status()).isEqualTo(201);
        long id = answer.json().get("id").longValue();
        assertThat(answer.header("Location")).isEqualTo("/api/payments/" + id);
        assertThat(answer.text())
                .contains("\"memberId\":1,\"orderId\":77,\"amount\":15000,\"currency\":\"KRW\"")
                .contains("\"status\":\"APPROVED\",\"method\":\"CARD\"")
                .contains("\"refundedAt\":null");
        assertThat(answer.json().get("createdAt").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        var row = service.sql
                .sql("SELECT * FROM payment WHERE id = ?")
                .param(id)
                .query()
                .singleRow();
        assertThat(row).containsEntry("status", "APPROVED").containsEntry("idempotency_key", "first");
        assertThat((String) row.get("gateway_transaction_id")).hasSize(36);
        assertThat(service.get("/api/payments/" + id, "X-Member-Id", "1").text())
                .isEqualTo(answer.text());
    }

    @Test
    void answersARepeatedKeyFromTheRow() {
        Answer first = service.charge(2, "again", 1, 9000);

        Answer second = service.charge(2, "again", 1, 9000);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(chargesOf(service.gateway, "mem-2-again")).isEqualTo(1);
    }

    @Test
    void keepsKeysOfMembersAndOfDifferentCaseApart() {
        assertThat(service.charge(3, "key", 1, 100).status()).isEqualTo(201);
        assertThat(service.charge(4, "key", 1, 100).status()).isEqualTo(201);
        assertThat(service.charge(4, "KEY", 1, 100).status()).isEqualTo(201);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        service.charge(5, "used", 1, 100);

        Answer other = service.charge(5, "used", 1, 101);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").stringValue()).isEqualTo("urn:payment:key-reused");
        assertThat(chargesOf(service.gateway, "mem-5-used")).isEqualTo(1);
    }

    @Test
    void chargesOnceForManyRequestsAtOnce() {
        service.gateway.stubFor(charges(approved().withFixedDelay(400)));

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 24)
                .mapToObj(i -> service.chargeAsync(6, "crowd", 1, 5000))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers).extracting(Answer::json).containsOnly(answers.get(0).json());
        assertThat(chargesOf(service.gateway, "mem-6-crowd")).isEqualTo(1);
    }

    @Test
    void sharesTheFailureOfTheFirstTryWithThoseWhoWaited() {
        service.gateway.stubFor(charges(aResponse().withStatus(500).withFixedDelay(600)));
        CompletableFuture<Answer> first = service.chargeAsync(7, "shared", 1, 5000);
        Awaitility.await()
                .until(() -> service.sql
                                .sql("SELECT COUNT(*) FROM payment WHERE member_id = 7 AND status = 'PENDING'")
                                .query(Long.class)
                                .single()
                        == 1);

        Answer second = service.charge(7, "shared", 1, 5000);

        assertThat(first.join().status()).isEqualTo(502);
        assertThat(second.status()).isEqualTo(503);
        assertThat(chargesOf(service.gateway, "mem-7-shared")).isEqualTo(1);
    }

    @Test
    void tellsALaterRequestThatTheFirstStillRuns() {
        insert(8, "running", "PENDING", LocalDateTime.now(ZONE));

        Answer answer = service.charge(8, "running", 1, 5000);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(chargesOf(service.gateway, "mem-8-running")).isZero();
    }

    @Test
    void takesOverATryThatItsProcessAbandoned() {
        insert(9, "abandoned", "PENDING", LocalDateTime.now(ZONE).minusSeconds(60));

        assertThat(service.charge(9, "abandoned", 1, 5000).status()).isEqualTo(201);
        assertThat(chargesOf(service.gateway, "mem-9-abandoned")).isEqualTo(1);
    }

    @Test
    void answersFromARowThatASynchroniserWrote() {
        insert(10, "moved", "APPROVED", LocalDateTime.now(ZONE));

        assertThat(service.charge(10, "moved", 1, 5000).status()).isEqualTo(200);
        service.sql
                .sql("UPDATE payment SET status = 'DECLINED' WHERE member_id = 10")
                .update();
        assertThat(service.charge(10, "moved", 1, 5000).status()).isEqualTo(402);
        assertThat(chargesOf(service.gateway, "mem-10-moved")).isZero();
    }

    @Test
    void answersADeclineTheSameEveryTime() {
        service.gateway.stubFor(charges(declined()));
        Answer first = service.charge(11, "poor", 1, 10013);
        gatewayBehavesWell();

        Answer second = service.charge(11, "poor", 1, 10013);

        assertThat(first.status()).isEqualTo(402);
        assertThat(first.header("Content-Type")).startsWith("application/problem+json");
        assertThat(first.json().get("type").stringValue()).isEqualTo("urn:payment:declined");
        assertThat(service.statusOf(first.json().get("paymentId").longValue())).isEqualTo("DECLINED");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(chargesOf(service.gateway, "mem-11-poor")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"result\":\"APPROVED\"}", "{\"result\":\"MAYBE\"}", "null"})
    void neverTakesAnUnusableAnswerForAnApproval(String body) {
        service.gateway.stubFor(charges(aResponse().withStatus(200).withBody(body)));

        Answer answer = service.charge(12, "unusable" + body.hashCode(), 1, 5000);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(service.statusOf(answer.json().get("paymentId").longValue())).isEqualTo("FAILED");
    }

    @Test
    void chargesAgainOnRetryAfterTheGatewayFailed() {
        service.gateway.stubFor(charges(aResponse().withStatus(500)));
        Answer failed = service.charge(13, "retry", 1, 5000);
        gatewayBehavesWell();

        Answer retried = service.charge(13, "retry", 1, 5000);

        assertThat(failed.status()).isEqualTo(502);
        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.json().get("id")).isEqualTo(failed.json().get("paymentId"));
        assertThat(chargesOf(service.gateway, "mem-13-retry")).isEqualTo(1);
    }

    @Test
    void answers503WhenTheGatewayIsTooSlow() {
        service.gateway.stubFor(charges(approved().withFixedDelay(2600)));

        assertUnavailable(service.charge(14, "slow", 1, 5000), "Gateway /pg/charges gave no answer within 2000 ms");
    }

    @Test
    void boundsAnAnswerThatDripsIn() {
        service.gateway.stubFor(charges(approved().withChunkedDribbleDelay(20, 6000)));

        assertUnavailable(service.charge(15, "drip", 1, 5000), "Gateway /pg/charges gave no answer within 2000 ms");
    }

    @Test
    void answers503WhenTheConnectionBreaks() {
        service.gateway.stubFor(charges(broken()));

        assertUnavailable(service.charge(16, "reset", 1, 5000), "Gateway /pg/charges broke the connection");
    }

    private static void assertUnavailable(Answer answer, String detail) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().get("detail").stringValue()).isEqualTo(detail);
        assertThat(service.statusOf(answer.json().get("paymentId").longValue())).isEqualTo("FAILED");
    }

    private static void insert(long member, String key, String status, LocalDateTime when) {
        service.sql
                .sql("INSERT INTO payment (member_id, order_id, amount, currency, status, method, idempotency_key,"
                        + " created_at, updated_at) VALUES (?, 1, 5000, 'KRW', ?, 'CARD', ?, ?, ?)")
                .params(member, status, key, when, when)
                .update();
    }
}
