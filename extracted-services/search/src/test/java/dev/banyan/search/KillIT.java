package dev.banyan.search;

import static dev.banyan.search.Feeding.insert;
import static dev.banyan.search.Feeding.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} under load. Customers are refused connections until the service is ready again, and see nothing else of it:
 * from the first moment they find what was in the index, and soon all that the feed was answered for, each shop once.
 */
class KillIT {

    private final String alias = Searching.newAlias();
    private final Client engine = new Client(Searching.engineUrl());

    @Test
    void refusesConnectionsUntilItIsBackAndFindsEveryShopOnce() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(
                SearchApplication.class,
                database,
                "--opensearch.url=" + Searching.engineUrl(),
                "--opensearch.alias=" + alias)) {
            Feeding feed = Feeding.begin(service.http());
            feed.follow(insert("shop", shop(1, "first")));
            await().atMost(Searching.PATIENCE)
                    .until(() -> search(service.http()).join().text().contains("first"));

            Told told = KillUnderLoad.run(
                    service, (http, asked) -> asked.customer() == 0 ? open(feed, asked.number()) : search(http));

            assertThat(told.postponed()).isEmpty();
            assertThat(told.answered()).allSatisfy((asked, answer) -> {
                if (asked.customer() > 0) {
                    assertThat(answer.json().at("/shops/0/name").stringValue()).isEqualTo("first");
                }
            });
            int opened = told.lastOf(0).number();
            assertThat(open(feed, opened).join().status()).isEqualTo(200);
            await().atMost(Searching.PATIENCE)
                    .untilAsserted(() -> assertThat(indexed()).isEqualTo(1 + opened));
            assertThat(database.sql()
                            .sql("SELECT COUNT(*) FROM shop")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1 + opened);
        }
    }

    /** One more shop; the same batch whenever it is sent again. */
    private static CompletableFuture<Answer> open(Feeding feed, int number) {
        return feed.sendBatch(1 + number, insert("shop", shop(1 + number, "shop of " + number)));
    }

    private static CompletableFuture<Answer> search(Client http) {
        return http.send("GET", "/api/search?q=first", "");
    }

    private int indexed() {
        engine.post("/" + alias + "/_refresh", "");
        return engine.get("/" + alias + "/_count").json().get("count").intValue();
    }
}
