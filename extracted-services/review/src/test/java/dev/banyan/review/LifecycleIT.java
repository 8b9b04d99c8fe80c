package dev.banyan.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.DatabaseOutage;
import dev.banyan.kit.testing.FailedStarts;
import dev.banyan.kit.testing.LockedRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    @Test
    void answersRequestsInFlightBeforeItStops() throws Exception {
        try (ReviewUnderTest service = ReviewUnderTest.start()) {
            service.delivered(1, 5, 10);
            try (LockedRow row = LockedRow.by(
                    service.database, "SELECT order_id FROM reviewable_order WHERE order_id = 1 FOR UPDATE")) {
                CompletableFuture<Answer> written = service.writeAsync(5, "k", 1, 5);

                Answer answer = service.service.stopDuring(written, row);

                assertThat(answer.status()).isEqualTo(201);
                assertThat(service.count("review")).isEqualTo(1);
                assertThat(service.count("outbox")).isEqualTo(1);
            }
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (ReviewUnderTest service = ReviewUnderTest.start()) {
            service.delivered(1, 5, 10);
            service.delivered(2, 5, 10);
            long before = service.write(5, "before", 1, 5).json().get("id").longValue();

            DatabaseOutage.assertToldMeanwhile(
                    service.service, List.of(() -> service.write(5, "during", 2, 5), () -> service.hide(5, before)));

            Awaitility.await().until(() -> service.write(5, "during", 2, 5).status() / 100 == 2);
            assertThat(service.write(5, "before", 1, 5).status()).isEqualTo(200);
            assertThat(service.hide(5, before).status()).isEqualTo(200);
        }
    }

    @Test
    void saysInTwoLinesWhyItCanNotStart() {
        try (FailedStarts starts = FailedStarts.of(ReviewApplication.class)) {
            starts.wrongSettings("orders.urls is missing; it must name where to ask for orders")
                    .wrongSettings(
                            "orders.urls has 'http://127.0.0.1:8000/api'; it must be a base URL",
                            "--orders.urls=http://127.0.0.1:8000/api")
                    .assertToldInTwoLines();
        }
    }
}
