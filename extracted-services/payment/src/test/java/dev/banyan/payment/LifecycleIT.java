package dev.banyan.payment;

import static dev.banyan.payment.GatewayStub.approved;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.DatabaseOutage;
import dev.banyan.kit.testing.FailedStarts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    @Test
    void answersRequestsInFlightBeforeItStops() {
        try (PaymentUnderTest payments = PaymentUnderTest.start()) {
            payments.gateway.stubFor(charges(approved().withFixedDelay(1500)));
            CompletableFuture<Answer> answer = payments.chargeAsync(1, "late", 1, 5000);
            Awaitility.await().until(() -> pending(payments) == 1);

            payments.stopService();

            assertThat(answer.join().status()).isEqualTo(201);
            assertThat(chargesOf(payments.gateway, "mem-1-late")).isEqualTo(1);
        }
    }

    @Test
    void saysInTwoLinesWhyItCanNotStart() {
        try (FailedStarts starts = FailedStarts.of(PaymentApplication.class)) {
            starts.wrongSettings("gateway.url is missing; it must be the gateway's base URL")
                    .assertToldInTwoLines();
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (PaymentUnderTest payments = PaymentUnderTest.start()) {
            GatewayStub.behavesWell(payments.gateway);
            payments.charge(1, "before", 1, 5000);

            DatabaseOutage.assertToldMeanwhile(payments.service, List.of(() -> payments.charge(1, "during", 1, 5000)));

            assertThat(chargesOf(payments.gateway, "mem-1-during")).isZero();
            Awaitility.await().until(() -> payments.charge(1, "during", 1, 5000).status() == 201);
            assertThat(payments.charge(1, "before", 1, 5000).status()).isEqualTo(200);
        }
    }

    private static long pending(PaymentUnderTest payments) {
        return payments.sql
                .sql("SELECT COUNT(*) FROM payment WHERE status = 'PENDING'")
                .query(Long.class)
                .single();
    }
}
