package dev.banyan.ad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Asked;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code kill -9} under load: each ad that was answered for is there once, and so is the event that tells of it. */
class KillIT {

    @Test
    void hasEveryAdOnceAndItsEvent() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(AdApplication.class, database)) {
            Told told = KillUnderLoad.run(service, KillIT::book);

            assertThat(told.postponed()).isEmpty();
            assertThat(told.answered().keySet())
                    .allSatisfy(asked -> assertThat(
                                    book(service.http(), asked).join().status())
                            .isEqualTo(200));
            long ads = count(database, "SELECT COUNT(*) FROM ad");
            assertThat(ads).isEqualTo(told.answered().size());
            assertThat(count(
                            database,
                            "SELECT COUNT(DISTINCT aggregate_id) FROM outbox JOIN ad ON ad.id = aggregate_id"
                                    + " WHERE outbox.type = 'AdStarted'"))
                    .isEqualTo(ads);
            assertThat(count(database, "SELECT COUNT(*) FROM outbox")).isEqualTo(ads);
        }
    }

    private static CompletableFuture<Answer> book(Client http, Asked asked) {
        return http.send("POST", "/api/ads", AdUnderTest.body(1, 500, "\"야식\""), "Idempotency-Key", asked.key());
    }

    private static long count(TestDatabase database, String select) {
        return database.sql().sql(select).query(Long.class).single();
    }
}
