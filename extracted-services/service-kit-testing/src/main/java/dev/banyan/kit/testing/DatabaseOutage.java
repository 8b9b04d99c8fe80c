package dev.banyan.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The death of a service's database, and what the service says meanwhile. */
public final class DatabaseOutage {

    private DatabaseOutage() {}

    /**
     * Kills the server, makes these requests at the same time, and restarts it: each was answered 503 and asked to come again,
     * the service was alive all the while, and not ready.
     */
    public static void assertToldMeanwhile(RunningService service, List<Supplier<Answer>> requests) {
        List<Answer> answers;
        Answer readiness;
        Answer liveness;
        TestDatabase.killServer();
        try {
            CompletableFuture<Answer> ready = service.http().send("GET", "/actuator/health/readiness", "");
            List<CompletableFuture<Answer>> asked =
                    requests.stream().map(CompletableFuture::supplyAsync).toList();
            answers = asked.stream().map(CompletableFuture::join).toList();
            readiness = ready.join();
            liveness = service.http().get("/actuator/health/liveness");
        } finally {
            TestDatabase.restartServer();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.json().get("type").stringValue())
                    .isEqualTo("urn:" + service.name() + ":database-unavailable");
        });
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(liveness.status()).isEqualTo(200);
    }
}
