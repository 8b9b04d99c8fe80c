package dev.banyan.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Asked;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.DatabaseOutage;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    private static CompletableFuture<Answer> join(Client http, String key) {
        return http.send("POST", "/api/members", "{\"name\":\"" + key + "\"}", "Idempotency-Key", key);
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (RunningService service = RunningService.start(MemberApplication.class, TestDatabase.create())) {
            join(service.http(), "before").join();

            DatabaseOutage.assertToldMeanwhile(
                    service, List.of(() -> join(service.http(), "during").join()));

            Awaitility.await().until(() -> join(service.http(), "during").join().status() == 201);
            assertThat(join(service.http(), "before").join().status()).isEqualTo(200);
        }
    }

    /** {@code kill -9} under load: whoever was answered has joined once. */
    @Test
    void hasEveryMemberOnceAfterAKill() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(MemberApplication.class, database)) {
            Told told = KillUnderLoad.run(service, (http, asked) -> join(http, asked.key()));

            assertThat(told.postponed()).isEmpty();
            assertThat(told.answered().keySet())
                    .extracting(Asked::key)
                    .allSatisfy(
                            key -> assertThat(join(service.http(), key).join().status())
                                    .isEqualTo(200));
            assertThat(database.sql()
                            .sql("SELECT COUNT(*) FROM member")
                            .query(Long.class)
                            .single())
                    .isEqualTo(told.answered().size());
        }
    }
}
