package dev.banyan.menu;

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
        try (MenuUnderTest menus = MenuUnderTest.start()) {
            long id = menus.menu(1, "순대", 4000);
            String path = "/api/shops/1/menus/" + id;
            try (LockedRow row = LockedRow.by(menus.database, "SELECT id FROM menu WHERE id = " + id + " FOR UPDATE")) {
                CompletableFuture<Answer> renamed = menus.http().send("PUT", path, "{\"name\":\"찹쌀순대\"}");

                Answer answer = menus.service.stopDuring(renamed, row);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(menus.sql
                                .sql("SELECT former_name FROM menu WHERE id = ?")
                                .param(id)
                                .query(String.class)
                                .single())
                        .isEqualTo("순대");
            }
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (MenuUnderTest menus = MenuUnderTest.start()) {
            long id = menus.menu(1, "떡볶이", 4000);
            menus.add(1, "before", "라볶이", 5000);

            DatabaseOutage.assertToldMeanwhile(
                    menus.service,
                    List.of(() -> menus.add(1, "during", "쫄면", 5000), () -> menus.change(1, id, "{\"price\":4500}")));

            Awaitility.await().until(() -> menus.add(1, "during", "쫄면", 5000).status() == 201);
            assertThat(menus.add(1, "before", "라볶이", 5000).status()).isEqualTo(200);
            assertThat(menus.change(1, id, "{\"price\":4500}").status()).isEqualTo(200);
        }
    }

    @Test
    void saysInTwoLinesWhyItCanNotStart() {
        try (FailedStarts starts = FailedStarts.of(MenuApplication.class)) {
            starts.wrongSettings(
                            "shops.url is 'http://127.0.0.1:8000/api/shops'; it must be a base URL",
                            "--shops.url=http://127.0.0.1:8000/api/shops")
                    .assertToldInTwoLines();
        }
    }
}
