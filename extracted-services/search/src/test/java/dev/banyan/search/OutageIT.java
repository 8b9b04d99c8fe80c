package dev.banyan.search;

import static dev.banyan.search.Feeding.insert;
import static dev.banyan.search.Feeding.shop;
import static dev.banyan.search.Feeding.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.mariadb.LoopbackPorts;
import dev.banyan.search.engine.EmbeddedEngine;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIT {

    @Test
    void takesTheFeedInWithoutTheEngineAndCatchesUp(@TempDir Path data) {
        int port = LoopbackPorts.free();
        EmbeddedEngine engine = EmbeddedEngine.start(data, port);
        try (Searching search = new Searching(TestDatabase.create(), "http://127.0.0.1:" + port, "shops")) {
            Feeding feed = Feeding.begin(search.http());
            feed.follow(insert("shop", shop(1, "처음 가게")));
            Awaitility.await().atMost(Searching.PATIENCE).until(() -> search.dirty() == 0);

            engine.close();
            feed.follow(update("shop", shop(1, "나중 가게")), insert("shop", shop(2, "둘째 가게")));
            long asked = System.nanoTime();
            Answer dead = search.search("가게");
            Duration answered = Duration.ofNanos(System.nanoTime() - asked);

            assertThat(dead.status()).isEqualTo(503);
            assertThat(answered).isLessThan(Duration.ofSeconds(2));
            assertThat(dead.header("Retry-After")).isEqualTo("1");
            assertThat(dead.header("Content-Type")).startsWith("application/problem+json");
            assertThat(dead.json().get("type").stringValue()).isEqualTo("urn:search:engine-unavailable");
            assertThat(search.dirty()).isEqualTo(2);
            assertThat(search.http().get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(search.http().post("/admin/reindex", "").status()).isEqualTo(503);

            engine = EmbeddedEngine.start(data, port);
            Awaitility.await()
                    .atMost(Searching.PATIENCE)
                    .until(() -> search.search("가게").status() == 200
                            && search.shops("가게").equals(java.util.List.of(1L, 2L)));
            assertThat(search.shops("처음")).isEmpty();
            assertThat(search.shops("나중")).containsExactly(1L);
        } finally {
            engine.close();
        }
    }

    @Test
    void startsAnEngineOfItsOwnAndFillsItAgainFromTheRows() {
        TestDatabase database = TestDatabase.create();
        try (RunningService first = RunningService.start(SearchApplication.class, database)) {
            Feeding.begin(first.http()).follow(insert("shop", shop(1, "처음 가게")));
            Awaitility.await().atMost(Searching.PATIENCE).until(() -> found(first));
        }

        try (RunningService again = RunningService.start(SearchApplication.class, database)) {
            Awaitility.await().atMost(Searching.PATIENCE).until(() -> found(again));
        }
    }

    private static boolean found(RunningService service) {
        Answer answer = service.http().get("/api/search?q=%EC%B2%98%EC%9D%8C");
        return answer.status() == 200 && answer.json().get("shops").size() == 1;
    }
}
