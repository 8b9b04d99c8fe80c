package dev.banyan.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.banyan.payment.GatewayStub.approvedByReference;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static dev.banyan.payment.GatewayStub.declined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.TestDatabase;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments that were left PENDING go the way of customers' requests again; here a proxy stands before the service. */
class ReconcilerIT {

    private static final WireMockServer proxy =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static PaymentUnderTest service;

    @BeforeAll
    static void start() {
        proxy.start();
        service = PaymentUnderTest.start(
                "--reconcile.through=" + proxy.baseUrl(), "--reconcile.every=200ms", "--reconcile.answer-timeout=3s");
        proxy.stubFor(post(urlEqualTo("/api/payments")).willReturn(aResponse().proxiedFrom(service.url())));
    }

    @BeforeEach
    void gatewayKnowsItsReferences() {
        proxy.resetRequests();
        service.gateway.resetAll();
        service.gateway.stubFor(charges(approvedByReference()));
    }

    @AfterAll
    static void stop() {
        service.close();
        proxy.stop();
    }

    @Test
    void settlesWhatTheGatewayApprovedWhileTheDatabaseDied() {
        service.gateway.stubFor(charges(approvedByReference().withFixedDelay(1_000)));
        CompletableFuture<Answer> answer = service.chargeAsync(1, "cut-off", 7, 5000);
        await().until(() -> service.sql
                        .sql("SELECT COUNT(*) FROM payment WHERE idempotency_key = 'cut-off'")
                        .query(Long.class)
                        .single()
                == 1);
        TestDatabase.killServer();
        assertThat(answer.join().status()).isEqualTo(503);
        TestDatabase.restartServer();
        assertThat(status("cut-off")).isEqualTo("PENDING");

        abandon("cut-off");

        await().until(() -> status("cut-off").equals("APPROVED"));
        assertThat(service.sql
                        .sql("SELECT gateway_transaction_id FROM payment WHERE idempotency_key = 'cut-off'")
                        .query(String.class)
                        .single())
                .isEqualTo("of mem-1-cut-off");
        assertThat(chargesOf(service.gateway, "mem-1-cut-off")).isEqualTo(2);
        assertThat(service.charge(1, "cut-off", 7, 5000).status()).isEqualTo(200);
    }

    @Test
    void goesOnWhenAnAnswerStopsInTheMiddle() {
        proxy.stubFor(post(urlEqualTo("/api/payments"))
                .withHeader("Idempotency-Key", equalTo("stalled"))
                .inScenario("stall")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withBody("x".repeat(1000)).withChunkedDribbleDelay(10, 60_000))
                .willSetStateTo("over"));
        pending("stalled");

        abandon("stalled");

        await().until(() -> status("stalled").equals("APPROVED"));
    }

    @Test
    void settlesADecline() {
        service.gateway.stubFor(charges(declined()));
        pending("poor");
        abandon("poor");

        await().until(() -> status("poor").equals("DECLINED"));
    }

    @Test
    void leavesAloneWhatMayStillBeUnderWayAndWhatHasNoKey() {
        pending("young");
        pending("old");
        service.sql
                .sql("INSERT INTO payment (member_id, order_id, amount, currency, status, method, updated_at)"
                        + " VALUES (1, 1, 5000, 'KRW', 'PENDING', 'CARD', '2015-01-01 00:00:00')")
                .update();
        abandon("old");

        await().until(() -> status("old").equals("APPROVED"));

        assertThat(status("young")).isEqualTo("PENDING");
        proxy.verify(1, postRequestedFor(urlEqualTo("/api/payments")));
    }

    private static void pending(String key) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        service.sql
                .sql("INSERT INTO payment (member_id, order_id, amount, currency, status, method, idempotency_key,"
                        + " created_at, updated_at) VALUES (1, 1, 5000, 'KRW', 'PENDING', 'CARD', ?, ?, ?)")
                .params(key, now, now)
                .update();
        assertThat(status(key)).isEqualTo("PENDING");
    }

    /** As if the try had begun a minute ago. */
    private static void abandon(String key) {
        service.sql
                .sql("UPDATE payment SET updated_at = ? WHERE idempotency_key = ?")
                .params(LocalDateTime.now(ZoneId.systemDefault()).minusSeconds(60), key)
                .update();
    }

    private static String status(String key) {
        return service.sql
                .sql("SELECT status FROM payment WHERE idempotency_key = ?")
                .param(key)
                .query(String.class)
                .single();
    }
}
