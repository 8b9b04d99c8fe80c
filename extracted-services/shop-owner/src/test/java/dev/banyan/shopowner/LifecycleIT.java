package dev.banyan.shopowner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.DatabaseOutage;
import dev.banyan.kit.testing.FailedStarts;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (OwnersUnderTest owners = OwnersUnderTest.start()) {
            owners.owner(1);

            DatabaseOutage.assertToldMeanwhile(owners.service, List.of(() -> owners.change(1, "{\"name\":\"이사장\"}")));

            Awaitility.await()
                    .until(() -> owners.change(1, "{\"name\":\"이사장\"}").status() == 200);
        }
    }

    /** {@code kill -9} under load: what was answered last is served, and each version has its event. */
    @Test
    void servesTheLastAnsweredChangeAfterAKill() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(ShopOwnerApplication.class, database)) {
            for (int customer = 0; customer < 4; customer++) {
                OwnersUnderTest.owner(database, 10 + customer);
            }
            Told told = KillUnderLoad.run(
                    service,
                    (http, asked) -> http.send(
                            "PUT",
                            "/api/owners/" + (10 + asked.customer()),
                            "{\"name\":\"%s\"}".formatted(asked.key())));

            assertThat(told.postponed()).isEmpty();
            for (int customer = 0; customer < 4; customer++) {
                assertThat(service.http()
                                .get("/api/owners/" + (10 + customer))
                                .json()
                                .get("name")
                                .stringValue())
                        .isEqualTo(told.lastOf(customer).key());
            }
            assertThat(database.sql()
                            .sql("SELECT SUM(version - 1) = (SELECT COUNT(*) FROM outbox) FROM owner")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    void saysInTwoLinesWhyItCanNotStart() {
        try (FailedStarts starts = FailedStarts.of(ShopOwnerApplication.class)) {
            starts.wrongSettings("outbox.batch is 0; it must be 1 to 10000", "--outbox.batch=0")
                    .assertToldInTwoLines();
        }
    }
}
