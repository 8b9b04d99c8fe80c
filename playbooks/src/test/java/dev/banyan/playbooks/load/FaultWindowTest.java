package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultWindowTest {
    @TempDir
    private Path folder;

    @Test
    void countsWhatBeginsWithinApartByKind() {
        Statistics statistics = new Statistics();
        FaultWindow window = statistics.open("lock");
        statistics.end(line(Kind.SEARCH, 200, 5), null);
        statistics.end(line(Kind.SEARCH, 500, 5), window);
        statistics.end(line(Kind.SHOP, 200, 1_001), window);
        statistics.end(line(Kind.SHOPS, 200, 1_000), window);
        assertThat(statistics.figures().failed()).isZero();
        assertThat(statistics.figures().requests()).isEqualTo(4);
        assertThat(statistics.figures().p99()).isLessThan(100);
        assertThat(statistics.windows()).singleElement().satisfies(figures -> {
            assertThat(figures.requests()).isEqualTo(3);
            assertThat(figures.failed()).isEqualTo(1);
            assertThat(figures.slow()).isEqualTo(1);
            assertThat(figures.kind("search").percentHit()).isEqualTo(100);
            assertThat(figures.kind("shop-views").percentHit()).isEqualTo(50);
            assertThat(figures.kind("orders").requests()).isZero();
        });
    }

    @Test
    void opensAndClosesWhileTheLoadRuns() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        Path log = folder.resolve("window.ndjson");
        try (TestProxy proxy = proxy(broken);
                Load load = load(proxy, log)) {
            await().until(() -> load.figures().requests() > 20);
            load.openWindow("kaputt");
            await().until(() -> load.windows().get(0).requests() > 10);
            broken.set(true);
            await().until(() -> load.windows().get(0).failed() > 5);
            broken.set(false);
            await().until(() -> load.figures().underWay() < 5);
            load.closeWindow();
            load.rest();
            assertThat(load.figures().failed()).isZero();
            assertThat(load.figures().underWay()).isZero();
            List<RequestLine> lines = new ArrayList<>();
            RequestLog.read(log, lines::add);
            assertThat(lines.stream().filter(line -> "kaputt".equals(line.window())))
                    .hasSize((int) load.windows().get(0).requests());
        }
    }

    @Test
    void restsAndGoesOnAndCountsAnewWhenAsked() throws Exception {
        try (TestProxy proxy = proxy(new AtomicBoolean());
                Load load = load(proxy, folder.resolve("rest.ndjson"))) {
            await().until(() -> load.figures().requests() > 20);
            load.rest();
            long rested = load.figures().requests();
            assertThat(rested).isGreaterThan(20);
            load.resume();
            await().until(() -> load.figures().requests() > rested);
            load.rest();
            load.countAnew();
            assertThat(load.figures().requests()).isZero();
            load.resume();
            await().until(() -> load.figures().requests() > 10);
        }
    }

    private static TestProxy proxy(AtomicBoolean broken) throws IOException {
        return new TestProxy(0, exchange -> {
            if (broken.get()) {
                TestProxy.answer(exchange, 500, "{}");
            } else {
                TestProxy.shop(exchange);
            }
        });
    }

    private static Load load(TestProxy proxy, Path log) {
        return Load.start(new LoadPlan(Map.of("proxy-1", URI.create(proxy.uri().toString())), 200, 42, log));
    }

    private static RequestLine line(Kind kind, int status, long millis) {
        Wanted wanted = new Wanted(1, kind, "/x", 1, null, null, 0, false);
        Call call = new Call(new Answer(status, -1, "monolith", null, "{}"), "proxy-1", 1, 0, 0, false, millis);
        return RequestLine.of(wanted, call, java.time.Instant.EPOCH, null, null);
    }
}
