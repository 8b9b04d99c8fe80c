package dev.banyan.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.declined;
import static dev.banyan.payment.GatewayStub.refunds;
import static dev.banyan.payment.GatewayStub.refundsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundIT {

    private static PaymentUnderTest service;

    @BeforeAll
    static void start() {
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
    void refundsOnceAndAnswersTheSameKeyTheSame() {
        long id = paid(1, "a");

        Answer first = service.refund(1, "back", id);
        Answer second = service.refund(1, "back", id);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().get("status").stringValue()).isEqualTo("CANCELLED");
        assertThat(first.json().get("refundedAt").isNull()).isFalse();
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(refundsOf(service.gateway, id)).isEqualTo(1);
        assertThat(service.charge(1, "a", 1, 5000).json().get("status").stringValue())
                .isEqualTo("CANCELLED");
    }

    @Test
    void refundsOnceForManyRequestsAtOnce() {
        long id = paid(2, "a");
        service.gateway.stubFor(
                refunds(aResponse().withBody("{\"result\":\"REFUNDED\"}").withFixedDelay(400)));

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 16)
                .mapToObj(i -> service.refundAsync(2, "crowd", id))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("status").stringValue()).isEqualTo("CANCELLED");
        });
        assertThat(refundsOf(service.gateway, id)).isEqualTo(1);
    }

    @Test
    void refusesASecondRefundUnderAnotherKey() {
        long id = paid(3, "a");
        service.refund(3, "one", id);

        Answer other = service.refund(3, "two", id);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("type").stringValue()).isEqualTo("urn:payment:not-refundable");
        assertThat(refundsOf(service.gateway, id)).isEqualTo(1);
    }

    @Test
    void refusesAKeyThatRefundedAnotherPayment() {
        service.refund(4, "same", paid(4, "a"));

        assertThat(service.refund(4, "same", paid(4, "b")).status()).isEqualTo(422);
    }

    @Test
    void refusesADeclinedPayment() {
        service.gateway.stubFor(charges(declined()));
        long id = service.charge(5, "a", 1, 10013).json().get("paymentId").longValue();

        assertThat(service.refund(5, "back", id).status()).isEqualTo(409);
    }

    @Test
    void doesNotFindAnotherMembersPayment() {
        assertThat(service.refund(7, "back", paid(6, "a")).status()).isEqualTo(404);
    }

    @Test
    void staysApprovedWhenTheGatewayFailsAndCanBeTriedAgain() {
        long id = paid(8, "a");
        service.gateway.stubFor(refunds(aResponse().withStatus(500)));
        Answer failed = service.refund(8, "back", id);
        String afterwards = service.statusOf(id);
        gatewayBehavesWell();

        Answer retried = service.refund(8, "back", id);

        assertThat(failed.status()).isEqualTo(502);
        assertThat(afterwards).isEqualTo("APPROVED");
        assertThat(retried.status()).isEqualTo(200);
    }

    @Test
    void answers503WhenTheGatewayIsTooSlow() {
        long id = paid(9, "a");
        service.gateway.stubFor(refunds(aResponse().withFixedDelay(2600)));

        Answer answer = service.refund(9, "back", id);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void takesOverARefundThatItsProcessAbandoned() {
        long id = paid(10, "a");
        service.sql
                .sql("UPDATE payment SET refund_key = 'left', updated_at = ? WHERE id = ?")
                .params(LocalDateTime.now(ZoneId.systemDefault()).minusSeconds(60), id)
                .update();

        assertThat(service.refund(10, "left", id).status()).isEqualTo(200);
        assertThat(refundsOf(service.gateway, id)).isEqualTo(1);
    }

    private static long paid(long member, String key) {
        return service.charge(member, key, 1, 5000).json().get("id").longValue();
    }
}
