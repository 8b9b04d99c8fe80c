package dev.banyan.control.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.routing.ShiftInForce.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipChangeTest {
    private static final RoutingDocument QUARTER = Documents.withPayments(2_500);

    @Test
    void aNewPhaseAtZeroMovesNobody() {
        RoutingDocument empty = new RoutingDocument(QUARTER.upstreams(), Map.of());

        assertThat(OwnershipChange.between(empty, Documents.withPayments(0))).isEmpty();
        assertThat(OwnershipChange.between(empty, QUARTER)).hasSize(1);
    }

    @Test
    void anUpstreamMayChange() {
        assertThat(OwnershipChange.between(QUARTER, QUARTER.withUpstream("payment", List.of("http://other"))))
                .isEmpty();
    }

    @Test
    void aSplitNeedsItsShift() {
        assertThat(OwnershipChange.between(QUARTER, Documents.withPayments(2_600)))
                .containsExactly("split of payments: 2500 -> 2600");
    }

    @Test
    void removingAPhaseWithAShareMovesItsKeys() {
        assertThat(OwnershipChange.between(QUARTER, QUARTER.withoutPhase("payments")))
                .isNotEmpty();
    }

    @Test
    void aShiftInForceIsAChangeOfItsOwn() {
        PhaseRouting armed = Documents.payments(2_500).withShift(2_500, new ShiftInForce(1, Stage.ARMED, 2_500, 5_000));

        assertThat(OwnershipChange.between(QUARTER, QUARTER.withPhase("payments", armed)))
                .containsExactly("shift of payments");
        assertThat(OwnershipChange.beyond(QUARTER, QUARTER.withPhase("payments", armed), "payments"))
                .isEmpty();
    }

    @Test
    void movesExactlyTheCohortsInBetween() {
        ShiftInForce back = new ShiftInForce(1, Stage.ARMED, 5_000, 0);

        assertThat(back.moves(0)).isTrue();
        assertThat(back.moves(4_999)).isTrue();
        assertThat(back.moves(5_000)).isFalse();
    }
}
