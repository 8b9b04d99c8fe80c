package dev.banyan.cli.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.store.Json;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShiftGatesTest {
    private static final Instant NOW = Instant.parse("2016-07-01T12:00:00Z");

    private List<ProxyRecord> proxies = List.of(proxy("proxy-1", Duration.ofMillis(300), null));
    private Optional<StreamRecord> forward =
            Optional.of(stream(Direction.FORWARD, StreamStatus.STREAMING, 120, 0, false));
    private Optional<StreamRecord> reverse =
            Optional.of(stream(Direction.REVERSE, StreamStatus.STREAMING, 90, 0, false));
    private Optional<Evidence.Item> verify = Optional.of(verified(0, 0, Duration.ofMinutes(1)));
    private List<TrafficTotal> traffic = List.of(total(Owner.MONOLITH, 1_000, 0, 80), total(Owner.SERVICE, 200, 0, 90));
    private List<KeylessWrite> keyless = List.of();
    private int split = 2_500;

    private ShiftGates.Judgement judge() {
        PhaseDefinition definition = new PhaseDefinition(
                "payments",
                "payment",
                List.of(),
                List.of(),
                PhaseDefinition.Mode.KEYED,
                PhaseDefinition.Ids.EXTERNAL,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
        Phase phase = new Phase("payments", PhaseState.SHIFTING, split, definition, KeyRule.INTEGER, NOW);
        return ShiftGates.judge(
                new ShiftFacts(phase, NOW, 12, proxies, forward, reverse, verify, traffic, keyless, List.of()));
    }

    @Test
    void letsAHealthyPhaseShift() {
        assertThat(judge().reasons()).isEmpty();
        assertThat(judge().notes()).anyMatch(note -> note.contains("50000 rows equal"));
    }

    @Test
    void refusesWithoutAProxy() {
        proxies = List.of();

        assertThat(judge().proxyReasons()).singleElement().asString().contains("banyan proxy run");
    }

    @Test
    void refusesWithASilentProxyAndNamesTheWayOut() {
        proxies = List.of(proxy("proxy-1", Duration.ofSeconds(12), null));

        assertThat(judge().proxyReasons())
                .singleElement()
                .asString()
                .contains("silent for 12 s", "banyan traffic forget proxy-1");
    }

    @Test
    void refusesWithAProxyThatRefusesTheRevision() {
        proxies = List.of(proxy("proxy-1", Duration.ZERO, "unknown upstream"));

        assertThat(judge().proxyReasons()).singleElement().asString().contains("unknown upstream");
    }

    @Test
    void refusesWithAPausedStream() {
        reverse = Optional.of(stream(Direction.REVERSE, StreamStatus.PAUSED, 90, 0, true));

        assertThat(judge().streamReasons()).singleElement().asString().contains("banyan sync resume payments");
    }

    @Test
    void refusesWithAStoppedOrSlowStream() {
        forward = Optional.of(stream(Direction.FORWARD, StreamStatus.FAILED, 90, 0, false));
        reverse = Optional.of(stream(Direction.REVERSE, StreamStatus.STREAMING, 5_000, 0, false));

        assertThat(judge().streamReasons())
                .anyMatch(reason -> reason.contains("not running"))
                .anyMatch(reason -> reason.contains("lags by 5000 ms"));
    }

    @Test
    void refusesWithAQuarantinedRow() {
        forward = Optional.of(stream(Direction.FORWARD, StreamStatus.STREAMING, 90, 3, false));

        assertThat(judge().streamReasons())
                .singleElement()
                .asString()
                .contains("3 rows", "banyan sync quarantine list");
    }

    @Test
    void refusesWithoutAFreshGoodVerify() {
        verify = Optional.empty();
        assertThat(judge().otherReasons()).singleElement().asString().contains("never verified");

        verify = Optional.of(verified(2, 0, Duration.ofMinutes(1)));
        assertThat(judge().otherReasons()).singleElement().asString().contains("2 different");

        verify = Optional.of(verified(0, 0, Duration.ofMinutes(16)));
        assertThat(judge().otherReasons()).singleElement().asString().contains("16 minutes old");
    }

    @Test
    void refusesOnErrorsAndSlowAnswers() {
        traffic = List.of(total(Owner.MONOLITH, 1_000, 0, 80), total(Owner.SERVICE, 200, 10, 400));

        assertThat(judge().otherReasons())
                .anyMatch(reason -> reason.contains("5.00%"))
                .anyMatch(reason -> reason.contains("5.0 times"));
    }

    @Test
    void tooLittleTrafficIsNoReason() {
        traffic = List.of(total(Owner.SERVICE, 10, 10, 4_000));

        assertThat(judge().reasons()).isEmpty();
        assertThat(judge().notes()).anyMatch(note -> note.contains("too little traffic"));
    }

    @Test
    void refusesTheFirstShiftWhileWritesNameNoKey() {
        split = 0;
        keyless = List.of(new KeylessWrite("POST", "/api/payments", 17));

        assertThat(judge().otherReasons()).singleElement().asString().contains("17 writes", "POST /api/payments");
    }

    private static ProxyRecord proxy(String id, Duration silent, @Nullable String refusal) {
        Instant beat = NOW.minus(silent);
        return new ProxyRecord(
                id, "i", "http://a", "http://t", Duration.ofSeconds(10), beat, 9, beat, 12, beat, 0, refusal);
    }

    private static StreamRecord stream(
            Direction direction, StreamStatus status, long lag, long quarantined, boolean paused) {
        return new StreamRecord(
                new StreamReport("payments", direction, status, lag, "", "", quarantined, 0, 0, 0, 0),
                paused,
                "sync",
                200);
    }

    private static Evidence.Item verified(long different, long undecided, Duration age) {
        VerifyResult result = new VerifyResult("payments", 50_000, different, undecided, 0, 900, List.of());
        return new Evidence.Item(
                1, Evidence.VERIFY, result.equal(), Json.write(result), NOW.minus(age), age.toMillis());
    }

    private static TrafficTotal total(Owner side, long requests, long errors, double p99) {
        return new TrafficTotal(side, requests, requests, errors, 0, 0, 20, p99);
    }
}
