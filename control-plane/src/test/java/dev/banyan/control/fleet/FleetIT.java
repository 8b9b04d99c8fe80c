package dev.banyan.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.store.ControlStoreServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetIT {
    private static final Duration NOW = Duration.ZERO;
    private static final ControlStoreServer SERVER = new ControlStoreServer();
    private static final String FIRST = "00000000-0000-0000-0000-000000000001";
    private static final String SECOND = "00000000-0000-0000-0000-000000000002";
    private final Fleet fleet = new Fleet(SERVER.store());

    @BeforeEach
    void oneProxy() {
        SERVER.reset();
        fleet.register(new ProxyRegistration("p1", FIRST, "http://a", "http://t", Duration.ofSeconds(10)));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aBeatAcknowledgesAndLearnsTheNewestRevision() {
        assertThat(fleet.beat("p1", FIRST, 7, NOW, 6, null)).hasValue(0);

        ProxyRecord proxy = fleet.list().get(0);
        assertThat(proxy.revision()).isEqualTo(7);
        assertThat(proxy.drained()).isEqualTo(6);
        assertThat(proxy.beat()).isEqualTo(2);
        assertThat(proxy.upstreamTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void remembersSinceWhenARevisionHasBeenInForce() {
        fleet.beat("p1", FIRST, 7, Duration.ofMillis(1_500), 0, null);
        ProxyRecord first = fleet.list().get(0);
        fleet.beat("p1", FIRST, 7, NOW, 0, null);

        assertThat(first.revisionAt()).isEqualTo(first.beatAt().minusMillis(1_500));
        assertThat(fleet.list().get(0).revisionAt()).isEqualTo(first.revisionAt());
    }

    @Test
    void aReplacedInstanceHasNoLease() {
        fleet.register(new ProxyRegistration("p1", SECOND, "http://a", "http://t", Duration.ofSeconds(10)));

        assertThat(fleet.beat("p1", FIRST, 7, NOW, 0, null)).isEmpty();
        assertThat(fleet.beat("p1", SECOND, 7, NOW, 0, null)).isPresent();
    }

    @Test
    void aForgottenProxyHasNoLease() {
        assertThat(fleet.forget("p1")).isTrue();

        assertThat(fleet.beat("p1", FIRST, 7, NOW, 0, null)).isEmpty();
        assertThat(fleet.forget("p1")).isFalse();
    }

    @Test
    void sumsWhatTheFleetSaw() {
        fleet.report("p1", List.of(new TrafficSample("payments", Owner.SERVICE, 5, 10, 10, 1, 2, 0, 10, 40)));
        fleet.report("p2", List.of(new TrafficSample("payments", Owner.SERVICE, 6, 30, 30, 0, 0, 0, 10, 80)));

        TrafficTotal total =
                fleet.traffic("payments", Duration.ofSeconds(30), 0).get(0);
        assertThat(total.requests()).isEqualTo(40);
        assertThat(total.errors()).isEqualTo(1);
        assertThat(total.held()).isEqualTo(2);
        assertThat(total.p99Millis()).isEqualTo(70);
        assertThat(fleet.traffic("payments", Duration.ofSeconds(30), 6).get(0).requests())
                .isEqualTo(30);
    }

    @Test
    void countsKeylessWritesByKind() {
        fleet.reportKeyless("payments", "POST", "/api/payments", 2);
        fleet.reportKeyless("payments", "POST", "/api/payments", 3);

        assertThat(fleet.keylessWrites("payments", Duration.ofMinutes(1)))
                .containsExactly(new KeylessWrite("POST", "/api/payments", 5));
    }
}
