package dev.banyan.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedRoutingTest {
    private static final KeySource HEADER = new KeySource(KeySource.Kind.HEADER, "X-Member-Id");

    private static RoutingTable feed(int split, @Nullable ShiftInForce shift, KeySource... keys) {
        return RoutingTableTest.table(new PhaseRouting(
                "payment",
                Kind.FEED,
                List.of(new RouteRule("/k", List.of(keys), Set.of("GET", "POST"), "/v2/k")),
                Mode.WHOLE,
                keys.length == 0 ? null : KeyRule.TEXT,
                HoldLimits.DEFAULT,
                split,
                shift));
    }

    private static Decision.Routed decide(RoutingTable table, String method, String key) {
        return (Decision.Routed) table.decide(RoutingTableTest.keyed(method, key));
    }

    private static long atService(RoutingTable table, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> decide(table, "GET", "").side() == Owner.SERVICE)
                .count();
    }

    @Test
    void aShareOfReadsGoesToTheServiceByChance() {
        assertThat(atService(feed(0, null), 1_000)).isZero();
        assertThat(atService(feed(Cohorts.COUNT, null), 1_000)).isEqualTo(1_000);
        assertThat(atService(feed(2_500, null), 20_000)).isBetween(4_000L, 6_000L);
        assertThat(atService(feed(2_500, null, HEADER), 20_000)).isBetween(4_000L, 6_000L);
    }

    @Test
    void aKeyThatTheRouteNamesDecidesEachOfItsReads() {
        RoutingTable table = feed(5_000, null, HEADER);

        for (int key = 0; key < 200; key++) {
            String text = Integer.toString(key);
            Decision.Routed first = decide(table, "GET", text);
            assertThat(first.side()).isEqualTo(Cohorts.of("payments", text) < 5_000 ? Owner.SERVICE : Owner.MONOLITH);
            assertThat(decide(table, "POST", text).side()).isEqualTo(first.side());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS"})
    void whatIsNoReadIsAlwaysTheMonoliths(String method) {
        Decision.Routed decision = decide(feed(Cohorts.COUNT, null, HEADER), method, "7");

        assertThat(decision.side()).isEqualTo(Owner.MONOLITH);
        assertThat(decision.path()).isEqualTo("/k");
        assertThat(decision.counted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void nothingIsArmedOrHeldWhileAShiftIsInForce(String method) {
        for (Stage stage : Stage.values()) {
            RoutingTable table = feed(5_000, new ShiftInForce(9, stage, 0, 5_000), HEADER);
            for (int key = 0; key < 50; key++) {
                Decision.Routed decision = decide(table, method, Integer.toString(key));
                assertThat(decision.moving() || decision.held() || decision.armed())
                        .isFalse();
            }
        }
    }

    @Test
    void theServiceIsAskedForItsOwnPath() {
        assertThat(decide(feed(Cohorts.COUNT, null), "GET", "").path()).isEqualTo("/v2/k");
    }
}
