package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.schema.TablePlan;
import dev.banyan.kit.testing.MappedPhase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The phase that the README shows, held against the monolith's own migrations and this service's. */
class MappingIT {

    /** What the monolith must have before the phase begins: items are split by their member, too. */
    private static final String MEMBER_OF_ITEMS = "ALTER TABLE order_items ADD COLUMN mem_no BIGINT NULL";

    private static MappedPhase phase;

    @BeforeAll
    static void read() throws Exception {
        phase = MappedPhase.ofReadme("orders", "order", MEMBER_OF_ITEMS);
    }

    @Test
    void theReadmesPhaseFitsBothSchemas() {
        assertThat(phase.plan().keyRule()).isEqualTo(KeyRule.INTEGER);
        phase.assertMoves("orders -> customer_order", "order_items -> order_line");
        assertThat(phase.plan().tables()).allSatisfy(table -> {
            assertThat(table.constants()).extracting(TablePlan.Constant::value).containsExactly("KRW");
            assertThat(table.monolith().columns())
                    .hasSize(table.columns().size() + table.dropped().size());
        });
    }

    @Test
    void bothSidesHoldWhatTheOtherHolds() {
        phase.assertBothSidesHoldTheSame();
    }
}
