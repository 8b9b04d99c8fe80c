package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.FailedStarts;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    @Test
    void answersRequestsThatWaitForTheirPaymentBeforeItStops() {
        try (OrderUnderTest service = OrderUnderTest.start("--orders.answer-within=1500ms")) {
            service.payments.answer(TestPayments.Answer.NONE);
            CompletableFuture<Answer> answer = service.placeAsync(1, "k", OrderUnderTest.chicken());
            await().until(() -> service.sql
                            .sql("SELECT COUNT(*) FROM customer_order")
                            .query(Long.class)
                            .single()
                    == 1);

            service.stop();

            assertThat(answer.join().status()).isEqualTo(202);
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (OrderUnderTest service = OrderUnderTest.start()) {
            long order = service.order();

            TestDatabase.killServer();
            Answer placed = service.place(1, "during", OrderUnderTest.chicken());
            Answer accepted = service.command(order, "accept");
            int readiness = service.http().get("/actuator/health/readiness").status();
            int liveness = service.http().get("/actuator/health/liveness").status();
            TestDatabase.restartServer();

            assertThat(List.of(placed.status(), accepted.status(), readiness)).containsOnly(503);
            assertThat(placed.header("Retry-After")).isEqualTo("1");
            assertThat(liveness).isEqualTo(200);
            await().until(() ->
                    service.place(1, "during", OrderUnderTest.chicken()).status() / 100 == 2);
            await().untilAsserted(() ->
                    assertThat(service.command(order, "accept").status()).isEqualTo(200));
        }
    }

    @Test
    void saysWhichSettingIsMissingOrWrong() {
        try (FailedStarts starts = FailedStarts.of(OrderApplication.class)) {
            starts.wrongSettings(
                            "catalogue.menus is missing; it must name where to ask",
                            "--payments.urls=http://127.0.0.1:1")
                    .wrongSettings(
                            "orders.answer-within is PT1H; it must not be longer than orders.pay-within",
                            "--catalogue.menus=http://127.0.0.1:1",
                            "--catalogue.shops=http://127.0.0.1:1",
                            "--payments.urls=http://127.0.0.1:1",
                            "--orders.answer-within=1h")
                    .assertToldInTwoLines();
        }
    }
}
