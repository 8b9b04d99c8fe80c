package dev.banyan.proxy.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.routing.Decision;
import dev.banyan.proxy.routing.RoutingTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CurrentTable tables = new CurrentTable();
    private final HoldQueue queue = new HoldQueue(tables);
    private final RoutingTable held = table(Stage.HELD);
    private final RoutingTable released = table(Stage.RELEASED);
    private final List<String> called = new ArrayList<>();

    @BeforeEach
    void hold() {
        tables.swap(held);
    }

    @Test
    void theWritesOfOneKeyGoOneAfterAnother() {
        HoldQueue.Place a = waiting("a", "1");
        HoldQueue.Place b = waiting("b", "1");
        waiting("other", "2");
        tables.swap(released);
        assertThat(called).containsExactlyInAnyOrder("a", "other");

        a.sending();
        assertThat(called).doesNotContain("b");
        a.leave();
        assertThat(called).contains("b");
        b.leave();
    }

    @Test
    void aLaterWriteOfAKeyQueuesBehindThoseThatWaited() {
        HoldQueue.Place a = waiting("a", "1");
        tables.swap(released);
        a.sending();

        assertThat(queue.enter(released, write("2", false))).isEmpty();
        HoldQueue.Place late = queue.enter(released, write("1", false)).orElseThrow();
        listen(late, "late");
        assertThat(called).containsExactly("a");
        a.leave();
        assertThat(called).containsExactly("a", "late");
        late.leave();
        assertThat(queue.enter(released, write("1", false))).isEmpty();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void aWriteThatMustWaitOnStaysFirst() {
        HoldQueue.Place a = waiting("a", "1");
        waiting("b", "1");
        RoutingTable again = table(Stage.HELD);
        tables.swap(again);
        assertThat(called).containsExactly("a");

        a.waitOn(again);
        listen(a, "a again");
        tables.swap(released);

        assertThat(called).containsExactly("a", "a again");
    }

    @Test
    void aTableThatChangedWhileItEnteredWakesIt() {
        tables.swap(released);

        HoldQueue.Place late = queue.enter(held, write("1", true)).orElseThrow();
        listen(late, "late");

        assertThat(called).containsExactly("late");
    }

    @Test
    void oneThatGaveUpIsPassedOver() {
        HoldQueue.Place a = waiting("a", "1");
        waiting("b", "1");
        a.leave();
        assertThat(queue.waiting()).isEqualTo(1);

        tables.swap(released);
        assertThat(called).containsExactly("b");
    }

    @Test
    void moreThanItsMostAreTurnedAway() {
        waiting("a", "1");
        waiting("b", "2");
        waiting("c", "2");

        assertThatThrownBy(() -> queue.enter(held, write("3", true))).isInstanceOf(HoldFullException.class);
    }

    @Test
    void patienceEnds() {
        HoldQueue.Place a = queue.enter(held, write("1", true)).orElseThrow();

        assertThat(a.turn(Duration.ofMillis(20)).block()).isFalse();
    }

    private HoldQueue.Place waiting(String name, String key) {
        HoldQueue.Place place = queue.enter(held, write(key, true)).orElseThrow();
        listen(place, name);
        return place;
    }

    private void listen(HoldQueue.Place place, String name) {
        var unused = place.turn(LONG).subscribe(turn -> called.add(name));
    }

    private static Decision.Routed write(@Nullable String key, boolean held) {
        return new Decision.Routed(
                "payments", phase(Stage.HELD), Owner.MONOLITH, "monolith", "/k", key, 1, true, true, held, false, "");
    }

    private static RoutingTable table(Stage stage) {
        RoutingDocument document = new RoutingDocument(
                Map.of("monolith", List.of("http://m"), "payment", List.of("http://s")),
                Map.of("payments", phase(stage)));
        return RoutingTable.of(new Revision(1, 0, "h", document, "t", "t", null, Instant.EPOCH), List.of());
    }

    private static PhaseRouting phase(Stage stage) {
        return new PhaseRouting(
                "payment",
                List.of(),
                Mode.KEYED,
                KeyRule.INTEGER,
                new HoldLimits(Duration.ofSeconds(3), 3),
                0,
                new ShiftInForce(1, stage, 0, 5_000));
    }
}
