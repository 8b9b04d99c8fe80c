package dev.banyan.shopowner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.kit.testing.MappedPhase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The phase that the README shows, held against the monolith's own migrations and this service's. */
class MappingIT {

    @Test
    void theReadmesPhaseFitsBothSchemas() throws Exception {
        MappedPhase phase = MappedPhase.ofReadme("shop-owner");

        assertThat(phase.plan().keyRule()).isEqualTo(KeyRule.INTEGER);
        phase.assertFits(Map.of(), "owners -> owner");
        phase.assertBothSidesHoldTheSame();
    }
}
