package dev.banyan.playbooks.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private final WireMockServer monolith =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        monolith.start();
    }

    @AfterEach
    void stop() {
        monolith.stop();
    }

    @Test
    void readsStatementsAndLags() {
        answer(200);

        Sample sample = first(this::uri, () -> List.of(stream(35, 100), stream(-1, 100)));

        assertThat(sample.statements()).containsExactly(Map.entry(monolith.baseUrl(), Map.of("orders", 12.0)));
        assertThat(sample.statementsRead()).isTrue();
        assertThat(sample.lags()).containsExactly(Map.entry("payments.forward", 35L));
        assertThat(sample.gaps()).isEmpty();
    }

    @Test
    void leavesAGapWhereAMonolithDoesNotAnswer() {
        answer(503);

        Sample sample = first(this::uri, () -> List.of(stream(35, 100)));

        assertThat(sample.statements()).isEmpty();
        assertThat(sample.statementsRead()).isFalse();
        assertThat(sample.lags()).hasSize(1);
        assertThat(sample.gaps()).containsExactly("the metrics of a monolith that runs");
    }

    @Test
    void leavesAGapWhereNobodyKnows() {
        Sample sample = first(SamplerTest::down, SamplerTest::down);

        assertThat(sample.gaps()).containsExactly("which monoliths run", "the control store's streams");
    }

    @Test
    void doesNotTrustAStreamThatIsSilent() {
        answer(200);

        Sample sample = first(this::uri, () -> List.of(stream(35, 60_000)));

        assertThat(sample.lags()).isEmpty();
        assertThat(sample.gaps()).containsExactly("the lag of payments.forward, of which sync did not report");
    }

    @Test
    void goesOnAfterAGap() {
        answer(503);
        try (Sampler sampler = sampler(this::uri, List::of)) {
            await().until(() -> !sampler.samples().isEmpty());
            answer(200);
            await().until(() -> sampler.samples().stream().anyMatch(Sample::statementsRead));
        }
    }

    private Sample first(Supplier<List<URI>> monoliths, Supplier<List<StreamRecord>> streams) {
        try (Sampler sampler = sampler(monoliths, streams)) {
            await().until(() -> !sampler.samples().isEmpty());
            return sampler.samples().get(0);
        }
    }

    private static Sampler sampler(Supplier<List<URI>> monoliths, Supplier<List<StreamRecord>> streams) {
        return Sampler.start(monoliths, streams, Clock.systemUTC(), Duration.ofMillis(20));
    }

    private void answer(int status) {
        monolith.stubFor(WireMock.get("/actuator/prometheus")
                .willReturn(WireMock.aResponse()
                        .withStatus(status)
                        .withBody("ruby_queries_total{capability=\"orders\"} 12.0\n")));
    }

    private List<URI> uri() {
        return List.of(URI.create(monolith.baseUrl()));
    }

    private static <T> List<T> down() {
        throw new IllegalStateException("down");
    }

    private static StreamRecord stream(long lagMillis, long silentMillis) {
        return new StreamRecord(
                new StreamReport(
                        lagMillis < 0 ? "menu" : "payments",
                        Direction.FORWARD,
                        StreamStatus.STREAMING,
                        lagMillis,
                        "",
                        "",
                        0,
                        0,
                        0,
                        0,
                        0),
                false,
                "sync-1",
                silentMillis);
    }
}
