package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTest {

    @TempDir
    private Path folder;

    @Test
    void logsEveryRequestAndCountsIt() throws IOException {
        Path log = folder.resolve("demo/requests.ndjson");
        LoadFigures figures;
        try (TestProxy proxy = new TestProxy(0, TestProxy::shop)) {
            Load load = Load.start(plan(proxy, 400, log));
            await().until(() -> load.figures().requests() > 400);
            load.close();
            figures = load.figures();
        }

        List<RequestLine> lines = new ArrayList<>();
        RequestLog.read(log, lines::add);
        assertThat(lines).hasSize((int) figures.requests());
        assertThat(figures.failed()).isZero();
        assertThat(figures.retried()).isZero();
        assertThat(figures.underWay()).isZero();
        assertThat(figures.declined())
                .isPositive()
                .isEqualTo(lines.stream()
                        .filter(line -> line.outcome() == Outcome.DECLINED)
                        .count());
        assertThat(figures.acknowledgedWrites())
                .isEqualTo(lines.stream().filter(RequestLine::acknowledgedWrite).count());
        assertThat(figures.writes() / (double) figures.requests()).isBetween(0.2, 0.4);
        Set<String> keys = new HashSet<>();
        assertThat(lines.stream().filter(line -> line.kind().write()))
                .allSatisfy(line -> assertThat(keys.add(line.key())).isTrue());
        assertThat(lines).allSatisfy(line -> assertThat(line.side()).isEqualTo("monolith"));
    }

    @Test
    void keepsItsPaceWhileNothingIsAnswered() throws IOException {
        AtomicBoolean stalled = new AtomicBoolean();
        try (TestProxy proxy = new TestProxy(0, exchange -> {
                    await().until(() -> !stalled.get());
                    TestProxy.shop(exchange);
                });
                Load load = Load.start(plan(proxy, 100, folder.resolve("stall.ndjson")))) {
            await().until(() -> load.figures().requests() > 10);
            stalled.set(true);

            await().until(() -> load.figures().underWay() > 100);

            stalled.set(false);
            await().until(() -> load.figures().underWay() < 20);
            assertThat(load.figures().failed()).isZero();
        }
    }

    @Test
    void callsAnUnprovokedErrorFailed() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        try (TestProxy proxy = new TestProxy(0, exchange -> {
                    if (broken.get()) {
                        TestProxy.answer(exchange, 500, "{\"detail\":\"kaputt\"}");
                    } else {
                        TestProxy.shop(exchange);
                    }
                });
                Load load = Load.start(plan(proxy, 100, folder.resolve("failed.ndjson")))) {
            broken.set(true);

            await().until(() -> load.figures().failed() > 3);

            assertThat(load.failures())
                    .first()
                    .satisfies(line -> assertThat(line.status()).isEqualTo(500));
        }
    }

    @Test
    void saysThatThereIsNothingToOrder() throws IOException {
        try (TestProxy proxy = new TestProxy(0, exchange -> TestProxy.answer(exchange, 200, "[]"))) {
            assertThatThrownBy(() -> Load.start(plan(proxy, 10, folder.resolve("none.ndjson"))))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("nothing to order")
                    .hasMessageContaining("banyan stack up");
        }
    }

    @Test
    void wantsTheSameForTheSameSeed() {
        Catalogue catalogue = new Catalogue(1000, 5000, List.of(new Catalogue.Shop(1, List.of(1L, 2L, 3L))));
        Script one = new Script(5, "run", catalogue, new Known());
        Script other = new Script(5, "run", catalogue, new Known());
        for (int i = 0; i < 500; i++) {
            Wanted wanted = one.next();
            assertThat(other.next()).isEqualTo(wanted);
            assertThat(wanted.member()).isBetween(1L, 1000L);
            assertThat(wanted.declines()).isEqualTo(wanted.amount() % 100 == 13);
        }
    }

    @Test
    void readsALogWhoseLastLineWasCutOff() throws IOException {
        RequestLine line = RequestLine.of(
                new Wanted(1, Kind.MEMBER, "/api/members/1", 1, null, null, 0, false),
                new Call(new Answer(200, -1, "monolith", null, "{}"), "proxy-1", 1, 0, 0, false, 12),
                Instant.EPOCH,
                null,
                null);
        Path log = folder.resolve("cut.ndjson");
        Files.writeString(log, Json.write(line) + "\n{\"number\":2,\"ki");
        List<RequestLine> lines = new ArrayList<>();

        RequestLog.read(log, lines::add);

        assertThat(lines)
                .singleElement()
                .satisfies(read -> assertThat(Json.write(read)).isEqualTo(Json.write(line)));
    }

    @Test
    void refusesALogThatIsNone() throws IOException {
        Path log = folder.resolve("none.ndjson");
        Files.writeString(log, "hello\n{\"number\":2}\n");

        assertThatThrownBy(() -> RequestLog.read(log, line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.ndjson:1");
    }

    private static LoadPlan plan(TestProxy proxy, int rate, Path log) {
        return new LoadPlan(Map.of("proxy-1", URI.create(proxy.uri().toString())), rate, 42, log);
    }
}
