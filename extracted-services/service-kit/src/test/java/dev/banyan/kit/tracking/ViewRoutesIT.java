package dev.banyan.kit.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.kit.parcels.Parcels;
import dev.banyan.kit.parcels.ParcelsService;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators ask of a service that keeps a view. */
class ViewRoutesIT {
    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static RunningService parcels;
    private static RunningService tracking;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.create();
        parcels = ParcelsService.start(database, "--source.page=3");
        Parcels sent = parcels.bean(Parcels.class);
        for (int id = 1; id <= 7; id++) {
            sent.send(id, "City " + id);
        }
        sent.lose(7);
        tracking = TrackingService.start(TestDatabase.create(), SQS, parcels.url());
    }

    @AfterAll
    static void stop() {
        tracking.close();
        parcels.close();
        SQS.close();
    }

    private static void imported(String wanted, long rows) {
        Answer begun = tracking.http().post("/views/parcels/imports", wanted);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                tracking.http().get("/views/parcels/imports").text())
                        .contains("\"stage\":\"DONE\"", "\"rows\":" + rows));
    }

    @Test
    void importsAndTellsWhatIsInTheView() {
        imported("{\"ids\":[\"2\",\"3\"]}", 2);
        assertThat(tracking.http().get("/views/parcels/rows").text().lines())
                .hasSize(3)
                .last()
                .isEqualTo("{\"after\":null}");

        imported("{\"full\":true}", 7);
        String page = tracking.http().get("/views/parcels/rows?limit=5").text();
        assertThat(page.lines()).hasSize(6).last().isEqualTo("{\"after\":\"5\"}");
        assertThat(page).contains("\"id\":\"2\"", "\"city\":\"City 2\"");
        assertThat(tracking.http().get("/views/parcels/rows?after=5").text().lines())
                .hasSize(3)
                .element(1)
                .asString()
                .contains("\"id\":\"7\"", "\"deleted\":true");
        assertThat(tracking.http().get("/views/parcels/rows?ids=4,9").text().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("City 4");

        imported("{\"since\":\"PT10M\"}", 7);
    }

    @Test
    void refusesWhatItCanNotImport() {
        assertThat(tracking.http().post("/views/parcels/imports", "{}").status())
                .isEqualTo(400);
        assertThat(tracking.http()
                        .post("/views/parcels/imports", "{\"full\":true,\"since\":\"PT1M\"}")
                        .status())
                .isEqualTo(400);
        assertThat(tracking.http()
                        .post("/views/parcels/imports", "{\"since\":\"soon\"}")
                        .text())
                .contains("it must be a duration like PT10M");
        assertThat(tracking.http().get("/views/shops/rows").status()).isEqualTo(404);
    }
}
