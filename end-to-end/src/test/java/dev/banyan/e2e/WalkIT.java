package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A part of the walk as a person starts it: one stack, one load, capabilities that leave Ruby one after the other. */
class WalkIT {
    private static final Duration LONG = Duration.ofMinutes(9);

    @TempDir
    Path folder;

    @Test
    void theBlastRadiusShrinksAsCapabilitiesLeaveAndNothingIsLost() throws Exception {
        Path directory = folder.toRealPath();
        try (BanyanProcess demo = BanyanProcess.start(
                directory,
                "demo",
                "2015-ruby",
                "2017-menu",
                "2017-shop-list",
                "--members=500",
                "--shops=50",
                "--orders=1000",
                "--rate=25",
                "--output=json")) {
            assertThat(demo.exit(LONG)).as(demo.said()).isZero();

            JsonNode phases = JsonMapper.shared().readTree(demo.out()).path("phases");
            assertThat(phases.valueStream().map(phase -> phase.path("playbook").asString()))
                    .containsExactly("2015-ruby", "2017-menu", "2017-shop-list");
            assertThat(phases.valueStream()).allSatisfy(phase -> {
                assertThat(phase.path("failedRequests").asInt()).isZero();
                assertThat(phase.path("lostWrites").asInt()).isZero();
                assertThat(phase.path("duplicatePayments").asInt()).isZero();
                assertThat(phase.path("rowsDifferent").asInt()).isZero();
                assertThat(phase.path("promisesBroken")).isEmpty();
                assertThat(phase.path("acknowledgedWrites").asInt()).isPositive();
            });
            assertThat(hit(phases.get(0), "menu-views")).isPositive();
            assertThat(hit(phases.get(0), "shop-views")).isPositive();
            assertThat(hit(phases.get(1), "menu-views")).isZero();
            assertThat(hit(phases.get(1), "shop-views")).isPositive();
            assertThat(hit(phases.get(2), "menu-views")).isZero();
            assertThat(hit(phases.get(2), "shop-views")).isZero();
            assertThat(BanyanProcess.processesOf(directory)).isEmpty();
        } finally {
            Stack.open(BanyanProcess.home().resolve("playbooks/stack.yaml"), directory, BanyanProcess.home())
                    .down(StackListener.SILENT);
        }
    }

    /** Requests of a kind that failed or waited while the review tables were locked, of those that there were. */
    private static long hit(JsonNode phase, String kind) {
        List<JsonNode> windows = phase.path("faultWindows")
                .valueStream()
                .filter(window -> window.path("name").asString().equals("blast-radius"))
                .toList();
        assertThat(windows).hasSize(1);
        JsonNode figures = windows.get(0).path("kinds").path(kind);
        assertThat(figures.path("requests").asInt()).as(kind).isPositive();
        return figures.path("failed").asLong() + figures.path("slow").asLong();
    }
}
