package dev.banyan.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition.Kind;
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

/** The two revisions by which a feed's reads are shifted. */
class ReadsShiftSuccessionTest {
    private static final ShiftInForce RELEASED = new ShiftInForce(9, Stage.RELEASED, 0, 5_000);

    @Test
    void theShareMovesInOneRevisionAndIsDisarmedByTheNext() {
        Revision before = revision(1, null, 0, null);
        Revision moved = revision(2, 9L, 5_000, RELEASED);
        Revision done = revision(3, 9L, 5_000, null);

        assertThat(SuccessionRule.refusal(before, moved)).isEmpty();
        assertThat(SuccessionRule.refusal(moved, done)).isEmpty();
    }

    @Test
    void theShareDoesNotMoveWithoutAShift() {
        assertThat(SuccessionRule.refusal(revision(1, null, 0, null), revision(2, null, 5_000, null)))
                .hasValueSatisfying(why -> assertThat(why).contains("without a shift"));
    }

    private static Revision revision(long number, @Nullable Long shift, int split, @Nullable ShiftInForce force) {
        PhaseRouting feed =
                new PhaseRouting("search", Kind.FEED, List.of(), Mode.WHOLE, null, HoldLimits.DEFAULT, split, force);
        RoutingDocument document = new RoutingDocument(
                Map.of("monolith", List.of("http://m"), "search", List.of("http://s")), Map.of("search", feed));
        return new Revision(number, number - 1, "hash", document, "test", "test", shift, Instant.EPOCH);
    }
}
