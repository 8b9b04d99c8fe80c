package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Payments that take their time, or come too late. */
class PaymentTimeIT {

    private final String key = UUID.randomUUID().toString();

    @Test
    void answers202WhenThePaymentTakesItsTimeAndPaysTheOrderWhenItComes() {
        try (OrderUnderTest service = OrderUnderTest.start("--orders.answer-within=300ms")) {
            service.payments.answer(TestPayments.Answer.NONE);

            Answer accepted = service.place(1, key, OrderUnderTest.chicken());
            Answer again = service.place(1, key, OrderUnderTest.chicken());
            long order = accepted.json().get("id").longValue();
            Answer cancelled = service.command(order, "cancel");
            service.payments.approve(order);

            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.header("Location")).isEqualTo("/api/orders/" + order);
            assertThat(accepted.json().get("status").stringValue()).isEqualTo("PENDING_PAYMENT");
            assertThat(again.status()).isEqualTo(202);
            assertThat(cancelled.status()).isEqualTo(409);
            await().untilAsserted(() -> assertThat(service.status(order)).isEqualTo("CREATED"));
            assertThat(service.place(1, key, OrderUnderTest.chicken()).status()).isEqualTo(200);
            assertThat(service.facts(order)).containsExactly("OrderPaymentRequested", "OrderCreated");
        }
    }

    @Test
    void cancelsWhatIsNotPaidInTimeAndGivesBackWhatIsPaidTooLate() {
        try (OrderUnderTest service =
                OrderUnderTest.start("--orders.answer-within=100ms", "--orders.pay-within=500ms")) {
            service.payments.answer(TestPayments.Answer.NONE);
            long order = service.place(1, key, OrderUnderTest.chicken())
                    .json()
                    .get("id")
                    .longValue();

            await().untilAsserted(() -> assertThat(service.status(order)).isEqualTo("CANCELLED"));
            assertThat(service.place(1, key, OrderUnderTest.chicken())
                            .json()
                            .get("type")
                            .stringValue())
                    .isEqualTo("urn:order:payment-timed-out");
            assertThat(service.city.refundsAsked(order)).isZero();
            service.payments.approve(order);

            await().untilAsserted(
                            () -> assertThat(service.city.refundsAsked(order)).isEqualTo(1));
            await().untilAsserted(() -> assertThat(processOf(service, order)).isEqualTo("REFUNDED"));
            assertThat(service.facts(order)).containsExactly("OrderPaymentRequested", "OrderCancelled");
        }
    }

    @Test
    void cancelsAndRefundsWhatTheShopDoesNotAcceptInTime() {
        try (OrderUnderTest service = OrderUnderTest.start("--orders.accept-within=800ms")) {
            long late = service.order();
            long accepted = service.order();

            assertThat(service.command(accepted, "accept").status()).isEqualTo(200);

            await().untilAsserted(() -> assertThat(processOf(service, late)).isEqualTo("REFUNDED"));
            assertThat(service.status(late)).isEqualTo("CANCELLED");
            assertThat(service.command(late, "accept").status()).isEqualTo(409);
            assertThat(service.city.refundsAsked(late)).isEqualTo(1);
            await().during(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(service.status(accepted)).isEqualTo("ACCEPTED"));
            assertThat(service.sql
                            .sql("SELECT COUNT(*) FROM deadline")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private static String processOf(OrderUnderTest service, long order) {
        return service.sql
                .sql("SELECT payment_state FROM order_process WHERE order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }
}
