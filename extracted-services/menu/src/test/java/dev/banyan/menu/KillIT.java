package dev.banyan.menu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Asked;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} under load. Customers are refused connections until the service is ready again, and see nothing else of it:
 * every menu that was answered for is served, and one whose owner asked again, with the same key, was added once.
 */
class KillIT {

    private static final String MENUS = "/api/shops/1/menus";

    @Test
    void refusesConnectionsUntilItIsBackAndHasEveryMenuOnce() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(MenuApplication.class, database)) {
            database.sql()
                    .sql("INSERT INTO menu (shop_id, name, price, currency) VALUES (1, 'the first', 1000, 'KRW')")
                    .update();
            Told told = KillUnderLoad.run(
                    service, (http, asked) -> reads(asked) ? http.send("GET", MENUS, "") : add(http, asked));

            List<Asked> added = told.answered().keySet().stream()
                    .filter(asked -> !reads(asked))
                    .toList();
            assertThat(told.postponed()).isEmpty();
            assertThat(names(service.http()))
                    .contains("the first")
                    .hasSize(1 + added.size())
                    .containsAll(added.stream().map(Asked::key).toList());
            assertThat(added)
                    .allSatisfy(asked -> assertThat(
                                    add(service.http(), asked).join().status())
                            .isEqualTo(200));
            assertThat(names(service.http())).hasSize(1 + added.size());
        }
    }

    private static boolean reads(Asked asked) {
        return asked.customer() == 0;
    }

    private static CompletableFuture<Answer> add(Client http, Asked asked) {
        String body = "{\"name\":\"%s\",\"price\":5000}".formatted(asked.key());
        return http.send("POST", MENUS, body, "Idempotency-Key", asked.key());
    }

    private static List<String> names(Client http) {
        return StreamSupport.stream(http.get(MENUS).json().spliterator(), false)
                .map(menu -> menu.get("name").stringValue())
                .toList();
    }
}
