package dev.banyan.shoplist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.DatabaseOutage;
import dev.banyan.kit.testing.LockedRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    private static final String CLOSE = "{\"open\":false}";

    @Test
    void answersRequestsInFlightBeforeItStops() throws Exception {
        try (ShopListUnderTest shops = ShopListUnderTest.start()) {
            shops.shop(1, "순대국", "KR");
            try (LockedRow row = LockedRow.by(shops.database, "SELECT id FROM shop WHERE id = 1 FOR UPDATE")) {
                CompletableFuture<Answer> closed = shops.http().send("PUT", "/api/shops/1", CLOSE);

                Answer answer = shops.service.stopDuring(closed, row);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(shops.sql
                                .sql("SELECT opening FROM shop WHERE id = 1")
                                .query(String.class)
                                .single())
                        .isEqualTo("CLOSED");
            }
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (ShopListUnderTest shops = ShopListUnderTest.start()) {
            shops.shop(1, "떡볶이", "SN");

            DatabaseOutage.assertToldMeanwhile(
                    shops.service,
                    List.of(
                            () -> shops.http().get("/api/shops"),
                            () -> shops.http().put("/api/shops/1", CLOSE)));

            Awaitility.await()
                    .until(() -> shops.http().put("/api/shops/1", CLOSE).status() == 200);
            assertThat(shops.http().get("/api/shops/1").json().get("open").booleanValue())
                    .isFalse();
        }
    }
}
