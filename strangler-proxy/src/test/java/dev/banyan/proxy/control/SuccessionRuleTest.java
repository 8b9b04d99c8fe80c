package dev.banyan.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuccessionRuleTest {
    private static final ShiftInForce HELD = new ShiftInForce(9, Stage.HELD, 0, 5_000);
    private static final ShiftInForce RELEASED = new ShiftInForce(9, Stage.RELEASED, 0, 5_000);

    @Test
    void aRevisionThatMovesNoOwnerMayFollow() {
        Revision parent = revision(1, null, document(0, null));
        Revision next = revision(2, null, document(0, null).withUpstream("payment", List.of("http://other")));

        assertThat(SuccessionRule.refusal(parent, next)).isEmpty();
    }

    @Test
    void aSplitThatMovesWithoutAShiftIsRefused() {
        assertThat(SuccessionRule.refusal(revision(1, null, document(0, null)), revision(2, null, document(10, null))))
                .hasValueSatisfying(why -> assertThat(why).contains("split of payments: 0 -> 10", "without a shift"));
    }

    @Test
    void theShiftInForceMayMoveItsPhase() {
        assertThat(SuccessionRule.refusal(
                        revision(1, 9L, document(0, HELD)), revision(2, 9L, document(5_000, RELEASED))))
                .isEmpty();
    }

    @Test
    void anotherShiftMayNot() {
        assertThat(SuccessionRule.refusal(revision(1, 9L, document(0, HELD)), revision(2, 8L, document(5_000, HELD))))
                .hasValueSatisfying(why -> assertThat(why).contains("shift 8, which is not in force"));
    }

    @Test
    void aShiftMayNotMoveAnotherPhase() {
        RoutingDocument before = document(0, HELD).withPhase("menus", phase(0, null));
        RoutingDocument after = document(5_000, RELEASED).withPhase("menus", phase(100, null));

        assertThat(SuccessionRule.refusal(revision(1, 9L, before), revision(2, 9L, after)))
                .hasValueSatisfying(why -> assertThat(why).contains("split of menus: 0 -> 100"));
    }

    private static Revision revision(long number, @Nullable Long shift, RoutingDocument document) {
        return new Revision(number, number - 1, "hash", document, "test", "test", shift, Instant.EPOCH);
    }

    private static RoutingDocument document(int split, @Nullable ShiftInForce shift) {
        return new RoutingDocument(
                Map.of("monolith", List.of("http://m"), "payment", List.of("http://s")),
                Map.of("payments", phase(split, shift)));
    }

    private static PhaseRouting phase(int split, @Nullable ShiftInForce shift) {
        return new PhaseRouting("payment", List.of(), Mode.KEYED, KeyRule.INTEGER, HoldLimits.DEFAULT, split, shift);
    }
}
