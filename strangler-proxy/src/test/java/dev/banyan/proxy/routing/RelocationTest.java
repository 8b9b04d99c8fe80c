package dev.banyan.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelocationTest {
    private static final List<String> ANYWHERE = List.of("http://127.0.0.1:1");

    @ParameterizedTest
    @CsvSource({
        "0,GET,/api/shops,monolith,cloud",
        "10000,GET,/api/shops,aws,cloud",
        "10000,POST,/,aws,cloud",
        "0,POST,/api/payments/1,payment,payments",
        "10000,POST,/api/payments/1,payment,payments",
        "0,GET,/api/ads,monolith,ads",
        "10000,GET,/api/ads,aws,ads",
        "0,GET,/api/search,search,search",
        "10000,POST,/api/search,aws,cloud"
    })
    void everyPathThatNoOtherPhaseRoutesMovesAndOthersFollowTheHome(
            int split, String method, String path, String upstream, String phase) {
        Decision.Routed routed = (Decision.Routed) table(split, null).decide(request(method, path));

        assertThat(routed.upstream()).isEqualTo(upstream);
        assertThat(routed.phase()).isEqualTo(phase);
    }

    @Test
    void aHoldHoldsTheMonolithsWritesAndNobodyElses() {
        RoutingTable table = table(0, new ShiftInForce(7, Stage.HELD, 0, Cohorts.COUNT));

        assertThat(held(table, "POST", "/api/shops")).isTrue();
        assertThat(held(table, "POST", "/api/search")).isTrue();
        assertThat(held(table, "GET", "/api/shops")).isFalse();
        assertThat(held(table, "POST", "/api/payments/1")).isFalse();
    }

    private static boolean held(RoutingTable table, String method, String path) {
        return ((Decision.Routed) table.decide(request(method, path))).held();
    }

    private static RoutingTable table(int split, @Nullable ShiftInForce shift) {
        Map<String, PhaseRouting> phases = new LinkedHashMap<>();
        phases.put("payments", phase("payment", Kind.MOVE, "/api/payments/**", Cohorts.COUNT, null));
        phases.put("ads", phase("ads", Kind.MOVE, "/api/ads/**", 0, null));
        phases.put("search", phase("search", Kind.FEED, "/api/search", Cohorts.COUNT, null));
        phases.put("cloud", phase("aws", Kind.RELOCATION, "/**", split, shift));
        Map<String, List<String>> upstreams =
                Map.of("monolith", ANYWHERE, "aws", ANYWHERE, "payment", ANYWHERE, "ads", ANYWHERE, "search", ANYWHERE);
        RoutingDocument document = new RoutingDocument(upstreams, phases);
        return RoutingTable.of(
                new Revision(1, 0, "0".repeat(64), document, "test", "test", null, Instant.EPOCH), ANYWHERE);
    }

    private static PhaseRouting phase(String service, Kind kind, String path, int split, @Nullable ShiftInForce shift) {
        RouteRule rule = new RouteRule(path, List.of(), Set.of("GET", "HEAD"), null);
        return new PhaseRouting(service, kind, List.of(rule), Mode.WHOLE, null, HoldLimits.DEFAULT, split, shift);
    }

    private static RequestFacts request(String method, String path) {
        return new RequestFacts() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public String rawPath() {
                return path;
            }

            @Override
            public @Nullable String rawQuery() {
                return null;
            }

            @Override
            public List<String> header(String name) {
                return List.of();
            }

            @Override
            public List<String> cookie(String name) {
                return List.of();
            }
        };
    }
}
