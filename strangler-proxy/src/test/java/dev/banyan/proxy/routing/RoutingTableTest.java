package dev.banyan.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {
    private static final KeySource HEADER = new KeySource(KeySource.Kind.HEADER, "X-Member-Id");
    private static final KeySource QUERY = new KeySource(KeySource.Kind.QUERY, "member");

    @ParameterizedTest
    @CsvSource({
        "/api/payments,tail",
        "/api/payments/,tail",
        "/api//payments;v=1/7,variable",
        "/api/payments/7,variable",
        "/api/payments/summary,literal",
        "/api/payments/summary/2016,tail",
        "/api/payments/7/refund,refund",
        "/api/payments/7/lines,tail",
        "/api/%70ayments/7,variable",
        "/api/payment,none",
        "/api,none",
        "/,none"
    })
    void theMostSpecificRouteWins(String path, String expected) {
        PhaseRouting routing = phase(
                0,
                null,
                Mode.WHOLE,
                rule("/api/payments/**", "/tail"),
                rule("/api/payments/{id}", "/variable"),
                rule("/api/payments/summary", "/literal"),
                rule("/api/payments/{id}/refund", "/refund"));
        Decision decision = table(routing.withShift(Cohorts.COUNT, null)).decide(request("GET", path));

        String found =
                decision instanceof Decision.Routed routed ? routed.path().substring(1) : "none";
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void twoRoutesForTheSamePathsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(phase(0, null, Mode.WHOLE, rule("/a/{x}", null), rule("/a/{y}", null))))
                .withMessageContaining("matches the same requests");
    }

    @Test
    void aRewriteKeepsVariablesAndTailAsTheyCame() {
        RouteRule rule = new RouteRule("/api/{id}/x/**", List.of(), Set.of("GET"), "/v2/y/{id}/**");
        Decision decision =
                table(phase(Cohorts.COUNT, null, Mode.WHOLE, rule)).decide(request("GET", "/api/a%2Fb/x/c%20d/e"));

        assertThat(((Decision.Routed) decision).path()).isEqualTo("/v2/y/a%2Fb/c%20d/e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/%zz", "/api/../x", "/api/%2e%2E/x"})
    void pathsThatServersReadDifferentlyAreRefused(String path) {
        assertThat(table(keyed(0, null)).decide(request("GET", path)))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void aKeyInTheServicesShareStaysThereAsTheShareGrows() {
        Set<Integer> before = new HashSet<>();
        for (int split : new int[] {0, 100, 500, 2500, 5000, Cohorts.COUNT}) {
            RoutingTable table = table(keyed(split, null));
            Set<Integer> now = new HashSet<>();
            IntStream.range(1, 2_000)
                    .filter(key -> side(table.decide(keyed("GET", Integer.toString(key)))) == Owner.SERVICE)
                    .forEach(now::add);
            assertThat(now).containsAll(before);
            assertThat(now.size()).isBetween(split * 2_000 / 10_000 - 100, split * 2_000 / 10_000 + 100);
            before = now;
        }
        assertThat(before).hasSize(1_999);
    }

    @Test
    void sourcesMustAgreeInTheirCanonicalForm() {
        RoutingTable table = table(keyed(5_000, null));

        assertThat(table.decide(request("POST", "/k", "member=7", Map.of("x-member-id", List.of("007")))))
                .isInstanceOfSatisfying(
                        Decision.Routed.class,
                        routed -> assertThat(routed.key()).isEqualTo("7"));
        assertThat(table.decide(request("GET", "/k", "member=8", Map.of("x-member-id", List.of("7")))))
                .isInstanceOf(Decision.Refused.class);
        assertThat(table.decide(request("GET", "/k", null, Map.of("x-member-id", List.of("7", "8")))))
                .isInstanceOf(Decision.Refused.class);
        assertThat(table.decide(request("GET", "/k", "a=%zz&member=%37", Map.of("x-member-id", List.of(" ")))))
                .isInstanceOf(Decision.Routed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0,,POST,MONOLITH", "0,,GET,MONOLITH",
        "2500,,POST,422", "2500,,GET,MONOLITH",
        "10000,,POST,SERVICE", "10000,,GET,SERVICE",
        "0,ARMED,POST,422", "0,ARMED,GET,MONOLITH",
        "0,HELD,POST,held", "0,HELD,GET,MONOLITH",
        "2500,RELEASED,POST,422", "10000,RELEASED,POST,SERVICE"
    })
    void aRequestWithoutAKeyGoesWhereOneOwnerIsCertain(
            int split, @Nullable Stage stage, String method, String expected) {
        ShiftInForce shift = stage == null ? null : new ShiftInForce(1, stage, 0, 10_000);
        Decision decision = table(keyed(split, shift)).decide(request(method, "/k"));

        String found = decision instanceof Decision.Routed routed
                ? routed.held() ? "held" : routed.side().name()
                : Integer.toString(((Decision.Refused) decision).status());
        assertThat(found).isEqualTo(expected);
        if (decision instanceof Decision.Routed routed) {
            assertThat(routed.counted()).isEqualTo(method.equals("POST") && split == 0 && stage == null);
        }
    }

    @Test
    void onlyWritesOfMovingCohortsAreHeld() {
        RoutingTable table = table(keyed(1_000, new ShiftInForce(1, Stage.HELD, 1_000, 3_000)));

        for (int key = 1; key < 500; key++) {
            Decision.Routed write = (Decision.Routed) table.decide(keyed("POST", Integer.toString(key)));
            Decision.Routed read = (Decision.Routed) table.decide(keyed("GET", Integer.toString(key)));
            boolean moving = write.cohort() >= 1_000 && write.cohort() < 3_000;
            assertThat(write.held()).isEqualTo(moving);
            assertThat(write.armed()).isEqualTo(moving);
            assertThat(read.held()).isFalse();
            assertThat(read.side()).isEqualTo(write.cohort() < 1_000 ? Owner.SERVICE : Owner.MONOLITH);
        }
    }

    @Test
    void aMethodIsAWriteUnlessTheRouteSaysThatItReads() {
        PhaseRouting phase =
                phase(0, null, Mode.KEYED, new RouteRule("/k", List.of(HEADER), Set.of("GET", "HEAD", "POST"), null));

        assertThat(((Decision.Routed) table(phase).decide(keyed("POST", "7"))).write())
                .isFalse();
        assertThat(((Decision.Routed) table(phase).decide(keyed("PUT", "7"))).write())
                .isTrue();
        assertThat(((Decision.Routed) table(phase).decide(keyed("OPTIONS", "7"))).write())
                .isFalse();
    }

    @Test
    void identifiersAreTakenOutOfCountedPaths() {
        assertThat(PathShape.of("/api/payments/17/refund")).isEqualTo("/api/payments/{n}/refund");
        assertThat(PathShape.of("/o/6f9619ff-8b86-d011-b42d-00cf4fc964ff/")).isEqualTo("/o/{n}");
    }

    static RoutingTable table(PhaseRouting phase) {
        RoutingDocument document = new RoutingDocument(
                Map.of("monolith", List.of("http://m"), "payment", List.of("http://s")), Map.of("payments", phase));
        Revision revision = new Revision(1, 0, "h", document, "test", "test", null, Instant.EPOCH);
        return RoutingTable.of(revision, List.of());
    }

    static PhaseRouting keyed(int split, @Nullable ShiftInForce shift) {
        return phase(
                split, shift, Mode.KEYED, new RouteRule("/k", List.of(HEADER, QUERY), Set.of("GET", "HEAD"), null));
    }

    private static PhaseRouting phase(int split, @Nullable ShiftInForce shift, Mode mode, RouteRule... rules) {
        return new PhaseRouting("payment", List.of(rules), mode, KeyRule.INTEGER, HoldLimits.DEFAULT, split, shift);
    }

    private static RouteRule rule(String path, @Nullable String rewrite) {
        return new RouteRule(path, List.of(), Set.of("GET", "HEAD"), rewrite);
    }

    private static @Nullable Owner side(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.side() : null;
    }

    static RequestFacts keyed(String method, String key) {
        return request(method, "/k", null, Map.of("x-member-id", List.of(key)));
    }

    private static RequestFacts request(String method, String path) {
        return request(method, path, null, Map.of());
    }

    private static RequestFacts request(
            String method, String path, @Nullable String query, Map<String, List<String>> headers) {
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
                return query;
            }

            @Override
            public List<String> header(String name) {
                return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
            }

            @Override
            public List<String> cookie(String name) {
                return List.of();
            }
        };
    }
}
