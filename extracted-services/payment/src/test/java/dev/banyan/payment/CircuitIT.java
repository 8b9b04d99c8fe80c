package dev.banyan.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static dev.banyan.payment.GatewayStub.declined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitIT {

    private PaymentUnderTest service;

    @BeforeEach
    void start() {
        service = PaymentUnderTest.start("--gateway.circuit.window=4", "--gateway.circuit.open-for=1s");
        GatewayStub.behavesWell(service.gateway);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void stopsAskingAGatewayThatFailsAndAsksAgainLater() throws Exception {
        service.gateway.stubFor(charges(aResponse().withStatus(500)));
        assertThat(service.charge(1, "one", 1, 5000).status()).isEqualTo(502);
        assertThat(service.charge(1, "two", 1, 5000).status()).isEqualTo(502);

        Answer refused = service.charge(1, "three", 1, 5000);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(chargesOf(service.gateway, "mem-1-three")).isZero();
        assertThat(service.get("/actuator/prometheus").text())
                .contains("resilience4j_circuitbreaker_state{name=\"gateway\",state=\"open\"} 1.0")
                .contains("payment_gateway_calls_seconds_count{call=\"charge\",outcome=\"circuit_open\"} 1");

        GatewayStub.behavesWell(service.gateway);
        Awaitility.await().until(() -> service.charge(1, "three", 1, 5000).status() == 201);
        assertThat(chargesOf(service.gateway, "mem-1-three")).isEqualTo(1);
    }

    @Test
    void staysClosedWhenPaymentsAreDeclined() {
        service.gateway.stubFor(charges(declined()));
        for (int i = 0; i < 10; i++) {
            assertThat(service.charge(1, "poor" + i, 1, 10013).status()).isEqualTo(402);
        }

        GatewayStub.behavesWell(service.gateway);

        assertThat(service.charge(1, "rich", 1, 5000).status()).isEqualTo(201);
    }

    @Test
    void answers503QuicklyWhileTheGatewayIsDead() {
        service.gateway.stop();

        Answer answer = service.charge(1, "dead", 1, 5000);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo("Gateway /pg/charges can't be reached");
        assertThat(service.statusOf(answer.json().get("paymentId").longValue())).isEqualTo("FAILED");
        assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
    }
}
