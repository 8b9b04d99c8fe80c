package dev.banyan.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.banyan.payment.GatewayStub.approved;
import static dev.banyan.payment.GatewayStub.approvedByReference;
import static dev.banyan.payment.GatewayStub.broken;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static dev.banyan.payment.GatewayStub.declined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.Answer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PaymentEventsIT {

    private static final Duration LONG = Duration.ofSeconds(40);

    private static PaymentQueue orders;
    private static PaymentUnderTest service;

    @BeforeAll
    static void start() {
        orders = new PaymentQueue();
        service = PaymentUnderTest.start(orders.settings("--gateway.circuit.window=10000"));
    }

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @BeforeEach
    void gatewayBehavesWell() {
        GatewayStub.behavesWell(service.gateway);
    }

    @Test
    void chargesOnceForAnOrderThatAsksTwice() {
        orders.ask(PaymentQueue.order(100, "15000.00"));
        orders.ask(PaymentQueue.order(100, "15000.00"));

        awaitHandled();
        assertThat(told(100)).containsExactly("PaymentApproved");
        assertThat(chargesOf(service.gateway, "mem-1-ord-100")).isEqualTo(1);
        JsonNode facts = JsonMapper.shared()
                .readTree(service.sql
                        .sql("SELECT attributes FROM outbox WHERE JSON_EXTRACT(attributes, '$.orderId') = 100")
                        .query(String.class)
                        .single());
        assertThat(facts)
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"orderId\":100,\"memberId\":1,\"amount\":15000,\"idempotencyKey\":\"ord-100\"}"));
        assertThat(service.charge(1, "ord-100", 100, 15000).status()).isEqualTo(200);
        assertThat(told(100)).containsExactly("PaymentApproved");
    }

    @Test
    void tellsADeclineOnceAndForAll() {
        service.gateway.stubFor(charges(declined()));
        orders.ask(PaymentQueue.order(200, "15000"));
        await().atMost(LONG).until(() -> told(200).size() == 1);
        gatewayBehavesWell();

        orders.ask(PaymentQueue.order(200, "15000"));

        awaitHandled();
        assertThat(told(200)).containsExactly("PaymentFailed");
        assertThat(chargesOf(service.gateway, "mem-1-ord-200")).isZero();
    }

    @Test
    void waitsForAGatewayThatIsDownAndChargesOnceItIsUp() {
        service.gateway.stubFor(charges(broken()));
        orders.ask(PaymentQueue.order(300, "15000"));
        await().atMost(LONG).until(() -> chargesOf(service.gateway, "mem-1-ord-300") >= 8);
        assertThat(told(300)).isEmpty();
        service.gateway.resetAll();
        service.gateway.stubFor(charges(aResponse().withStatus(500)));
        await().atMost(LONG).until(() -> chargesOf(service.gateway, "mem-1-ord-300") >= 3);
        gatewayBehavesWell();

        awaitHandled();

        assertThat(told(300)).containsExactly("PaymentApproved");
        assertThat(chargesOf(service.gateway, "mem-1-ord-300")).isEqualTo(1);
        assertThat(orders.depth().dead()).isZero();
    }

    @Test
    void asksUnderTheSameReferenceWhenTheOutcomeIsUnknown() {
        service.gateway.stubFor(charges(approvedByReference().withFixedDelay(2600)));
        orders.ask(PaymentQueue.order(400, "15000"));
        await().atMost(LONG).until(() -> status("ord-400").equals("FAILED"));
        assertThat(told(400)).isEmpty();

        service.gateway.stubFor(charges(approvedByReference()));

        await().atMost(LONG).until(() -> told(400).equals(List.of("PaymentApproved")));
        assertThat(service.sql
                        .sql("SELECT gateway_transaction_id FROM payment WHERE idempotency_key = 'ord-400'")
                        .query(String.class)
                        .single())
                .isEqualTo("of mem-1-ord-400");
    }

    @Test
    void tellsWhatTheApiDoesToo() {
        Answer paid = service.charge(1, "by-hand", 500, 9000);
        long id = paid.json().get("id").longValue();
        assertThat(service.refund(1, "back", id).status()).isEqualTo(200);
        assertThat(service.refund(1, "back", id).status()).isEqualTo(200);

        assertThat(told(500)).containsExactly("PaymentApproved", "PaymentCancelled");
        assertThat(service.sql
                        .sql("SELECT CONCAT_WS(' ', aggregate_id, aggregate_version) FROM outbox"
                                + " WHERE JSON_EXTRACT(attributes, '$.orderId') = 500 ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly(id + " 1", id + " 2");
    }

    @Test
    void tellsNothingOfATryThatFailed() {
        service.gateway.stubFor(charges(broken()));

        assertThat(service.charge(1, "ord-600", 600, 9000).status()).isEqualTo(503);

        assertThat(told(600)).isEmpty();
    }

    @Test
    void answersAnOrderWhosePaymentASynchroniserBrought() {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        service.sql
                .sql("INSERT INTO payment (member_id, order_id, amount, currency, status, method, idempotency_key,"
                        + " created_at, updated_at) VALUES (1, 700, 5000, 'KRW', 'APPROVED', 'CARD', 'ord-700', ?, ?)")
                .params(now, now)
                .update();
        assertThat(told(700)).isEmpty();

        orders.ask(PaymentQueue.order(700, "5000"));
        orders.ask(PaymentQueue.order(700, "5000"));

        awaitHandled();
        assertThat(told(700)).containsExactly("PaymentApproved");
        assertThat(chargesOf(service.gateway, "mem-1-ord-700")).isZero();
    }

    @Test
    void answersARepublicationAgain() {
        Event asked = PaymentQueue.order(800, "5000");
        orders.ask(asked);
        await().atMost(LONG).until(() -> told(800).size() == 1);

        orders.ask(asked.republished("r-1"));

        await().atMost(LONG).until(() -> told(800).equals(List.of("PaymentApproved", "PaymentApproved")));
        assertThat(chargesOf(service.gateway, "mem-1-ord-800")).isEqualTo(1);
    }

    @Test
    void givesUpWhatTheApiWouldRefuse() {
        long before = orders.depth().dead();
        service.charge(1, "ord-901", 901, 9000);
        service.gateway.resetRequests();

        orders.ask(PaymentQueue.order(900, "0"));
        orders.ask(PaymentQueue.order(902, "10.5"));
        orders.ask(PaymentQueue.order(901, "8000"));

        await().atMost(LONG).until(() -> orders.depth().dead() == before + 3);
        assertThat(service.gateway.getAllServeEvents()).isEmpty();
        assertThat(told(900)).isEmpty();
        assertThat(told(901)).containsExactly("PaymentApproved");
    }

    @Test
    void chargesOnceWhenEventAndApiAskAtTheSameMoment() {
        service.gateway.stubFor(charges(approved().withFixedDelay(700)));
        orders.ask(PaymentQueue.order(1000, "5000"));

        Answer answer = service.charge(1, "ord-1000", 1000, 5000);

        assertThat(answer.status()).isBetween(200, 201);
        awaitHandled();
        assertThat(told(1000)).containsExactly("PaymentApproved");
        assertThat(chargesOf(service.gateway, "mem-1-ord-1000")).isEqualTo(1);
    }

    private static void awaitHandled() {
        await().atMost(LONG).until(() -> orders.depth().isEmpty());
    }

    private static List<String> told(long order) {
        return PaymentQueue.told(service.sql, order);
    }

    private static String status(String key) {
        return service.sql
                .sql("SELECT status FROM payment WHERE idempotency_key = ?")
                .param(key)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
