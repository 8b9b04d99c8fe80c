package dev.banyan.shoplist;

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

/**
 * {@code kill -9} under load. Customers are refused connections until the service is ready again, and see nothing else of it:
 * the last change that was answered for is served, and repeating one changes nothing.
 */
class KillIT {

    @Test
    void refusesConnectionsUntilItIsBackAndHasEveryOwnersLastChange() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(ShopListApplication.class, database)) {
            database.sql()
                    .sql(
                            "INSERT INTO shop (id, name, opening) VALUES (1, 'a', 'OPEN'), (2, 'b', 'OPEN'), (3, 'c', 'OPEN')")
                    .update();
            Told told = KillUnderLoad.run(
                    service,
                    (http, asked) -> asked.customer() == 0 ? http.send("GET", "/api/shops", "") : rename(http, asked));

            assertThat(told.postponed()).isEmpty();
            for (int owner = 1; owner <= 3; owner++) {
                Asked last = told.lastOf(owner);
                Answer shop = service.http().get("/api/shops/" + owner);
                assertThat(shop.json().get("name").stringValue()).isEqualTo(last.key());
                assertThat(rename(service.http(), last).join().text()).isEqualTo(shop.text());
            }
            assertThat(service.http().get("/api/shops").json().size()).isEqualTo(3);
        }
    }

    /** Each owner has one shop, and changes his mind again and again. */
    private static CompletableFuture<Answer> rename(Client http, Asked asked) {
        return http.send("PUT", "/api/shops/" + asked.customer(), "{\"name\":\"%s\"}".formatted(asked.key()));
    }
}
