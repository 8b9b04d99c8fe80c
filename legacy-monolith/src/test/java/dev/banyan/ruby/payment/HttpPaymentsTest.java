package dev.banyan.ruby.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.banyan.ruby.payment.PaymentProblem.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class HttpPaymentsTest {

    private static final NewPayment WANTED = new NewPayment(1, 15_000, PaymentMethod.CARD);

    private final WireMockServer first =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final WireMockServer second =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        first.start();
        second.start();
        answer(first, approved());
        answer(second, approved());
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    private static void answer(WireMockServer server, ResponseDefinitionBuilder answer) {
        server.stubFor(post(anyUrl()).willReturn(answer));
    }

    private static ResponseDefinitionBuilder approved() {
        return aResponse().withStatus(201).withBody("""
                        {"id":4,"memberId":7,"orderId":1,"amount":15000,"currency":"KRW","status":"APPROVED",
                         "method":"CARD","createdAt":"2016-03-01T12:00:00","refundedAt":null,"more":1}""");
    }

    private static int asked(WireMockServer server) {
        return server.findAll(postRequestedFor(anyUrl())).size();
    }

    private Payments payments() {
        var properties = new PaymentsProperties(
                PaymentsProperties.Mode.HTTP,
                List.of(URI.create(first.baseUrl()), URI.create(second.baseUrl() + "/")),
                Duration.ofSeconds(8));
        return new HttpPayments(properties, JsonMapper.shared());
    }

    private Payment charge() {
        return payments().charge(7, "ord-1", WANTED);
    }

    @Test
    void asksTheFirstAddressOnly() {
        Payment payment = charge();

        assertThat(payment.id()).isEqualTo(4);
        assertThat(payment.status()).isEqualTo(PaymentStatus.APPROVED);
        first.verify(postRequestedFor(urlEqualTo("/api/payments"))
                .withHeader("X-Member-Id", equalTo("7"))
                .withHeader("Idempotency-Key", equalTo("ord-1")));
        assertThat(asked(second)).isZero();
    }

    @Test
    void asksTheNextWithTheSameKeyWhenAConnectionBreaks() {
        answer(first, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        charge();

        second.verify(1, postRequestedFor(anyUrl()).withHeader("Idempotency-Key", equalTo("ord-1")));
    }

    @Test
    void asksTheNextWhenThereIsNoConnection() {
        Payments payments = payments();
        first.stop();

        assertThat(payments.refund(7, "ord-1-refund", 4).id()).isEqualTo(4);

        second.verify(1, postRequestedFor(urlEqualTo("/api/payments/4/refund")));
    }

    @Test
    void comesAgainWhenAskedTo() {
        answer(first, aResponse().withStatus(503).withHeader("Retry-After", "0"));

        assertThat(charge().id()).isEqualTo(4);
    }

    @Test
    void givesUpAfterFiveTries() {
        answer(first, aResponse().withStatus(503).withHeader("Retry-After", "0"));
        answer(second, aResponse().withStatus(503).withHeader("Retry-After", "0"));

        assertThatThrownBy(this::charge)
                .isInstanceOfSatisfying(
                        PaymentProblem.class, p -> assertThat(p.kind()).isEqualTo(Kind.UNAVAILABLE));

        assertThat(asked(first) + asked(second)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "402, DECLINED",
        "404, NOT_FOUND",
        "409, NOT_REFUNDABLE",
        "422, KEY_REUSED",
        "500, GATEWAY_ERROR",
        "502, GATEWAY_ERROR",
        "503, UNAVAILABLE"
    })
    void passesOtherAnswersOnAtOnce(int status, Kind kind) {
        answer(first, aResponse().withStatus(status).withBody("{\"paymentId\":9,\"detail\":\"because\"}"));

        assertThatThrownBy(this::charge).hasMessage("because").isInstanceOfSatisfying(PaymentProblem.class, p -> {
            assertThat(p.kind()).isEqualTo(kind);
            assertThat(p.paymentId()).isEqualTo(9);
        });

        assertThat(asked(first)).isEqualTo(1);
        assertThat(asked(second)).isZero();
    }
}
