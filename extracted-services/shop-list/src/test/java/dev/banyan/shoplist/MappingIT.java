package dev.banyan.shoplist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.MappedPhase;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The phase that the README shows, held against the monolith's own migrations and this service's. */
class MappingIT {

    private static MappedPhase phase;

    @BeforeAll
    static void read() throws Exception {
        phase = MappedPhase.ofReadme("shop-list");
    }

    @Test
    void theReadmesPhaseFitsBothSchemas() {
        assertThat(phase.plan().keyRule()).isNull();
        phase.assertFits(Map.of(), "shop_categories -> category", "shops -> shop");
    }

    @Test
    void bothSidesHoldWhatTheOtherHolds() {
        phase.assertBothSidesHoldTheSame();
    }
}
