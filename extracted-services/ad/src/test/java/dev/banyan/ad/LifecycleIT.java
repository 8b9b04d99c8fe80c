package dev.banyan.ad;

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
        try (AdUnderTest ads = AdUnderTest.start()) {
            long id = ads.booked(1, "a");
            try (LockedRow row = LockedRow.by(ads.database, "SELECT id FROM ad WHERE id = " + id + " FOR UPDATE")) {
                CompletableFuture<Answer> changed = ads.http().send("PUT", "/api/ads/" + id, "{\"bid\":900}");

                Answer answer = ads.service.stopDuring(changed, row);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(ads.database.told(id)).hasSize(2);
            }
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (AdUnderTest ads = AdUnderTest.start()) {
            long id = ads.booked(1, "before");

            DatabaseOutage.assertToldMeanwhile(
                    ads.service,
                    List.of(() -> ads.book(1, "during", 5, "\"a\""), () -> ads.change(1, id, "{\"bid\":4}")));

            Awaitility.await().until(() -> ads.book(1, "during", 5, "\"a\"").status() == 201);
            assertThat(ads.book(1, "before", 500, "\"치킨\"").status()).isEqualTo(200);
        }
    }

    @Test
    void saysInTwoLinesWhyItCanNotStart() {
        try (FailedStarts starts = FailedStarts.of(AdApplication.class)) {
            starts.wrongSettings("outbox.keep is PT1M; it must be an hour or more", "--outbox.keep=1m")
                    .assertToldInTwoLines();
        }
    }
}
