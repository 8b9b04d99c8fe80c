package dev.banyan.menu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.kit.testing.MappedPhase;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The phase that the README shows, held against the monolith's own migrations and this service's. */
class MappingIT {

    private static MappedPhase phase;

    @BeforeAll
    static void read() throws Exception {
        phase = MappedPhase.ofReadme("menu");
    }

    @Test
    void theReadmesPhaseFitsBothSchemas() {
        assertThat(phase.plan().keyRule()).isEqualTo(KeyRule.INTEGER);
        phase.assertFits(Map.of("currency", "KRW"), "menus -> menu", "menu_options -> menu_option");
    }

    @Test
    void bothSidesHoldWhatTheOtherHolds() {
        phase.assertBothSidesHoldTheSame();
    }
}
