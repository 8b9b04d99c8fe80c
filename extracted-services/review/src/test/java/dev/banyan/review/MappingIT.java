package dev.banyan.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.schema.ColumnShape;
import dev.banyan.kit.testing.MappedPhase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The phase that the README shows, held against the monolith's own migrations and this service's. */
class MappingIT {

    private static MappedPhase phase;

    @BeforeAll
    static void read() throws Exception {
        phase = MappedPhase.ofReadme("reviews", "review");
    }

    @Test
    void theReadmesPhaseFitsBothSchemas() {
        assertThat(phase.plan().keyRule()).isEqualTo(KeyRule.INTEGER);
        phase.assertMoves("reviews -> review");
        assertThat(phase.plan().tables()).allSatisfy(table -> {
            assertThat(table.dropped()).isEmpty();
            assertThat(table.constants()).isEmpty();
            assertThat(table.columns()).hasSize(table.monolith().columns().size());
            List<String> ours = new ArrayList<>(
                    table.service().columns().stream().map(ColumnShape::name).toList());
            table.columns().forEach(pair -> ours.remove(pair.service().name()));
            assertThat(ours).containsExactly("version");
        });
    }

    @Test
    void bothSidesHoldWhatTheOtherHolds() {
        phase.assertBothSidesHoldTheSame();
    }
}
