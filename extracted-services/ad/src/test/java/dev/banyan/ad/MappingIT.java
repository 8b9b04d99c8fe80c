package dev.banyan.ad;

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
        phase = MappedPhase.ofReadme(
                "ads",
                "ad",
                "ALTER TABLE ad_keywords ADD COLUMN shop_no BIGINT NULL",
                "ALTER TABLE ads DROP FOREIGN KEY fk_ads_shop");
    }

    @Test
    void theReadmesPhaseFitsBothSchemas() {
        assertThat(phase.plan().keyRule()).isEqualTo(KeyRule.INTEGER);
        phase.assertMoves("ads -> ad", "ad_keywords -> ad_keyword");
        assertThat(phase.plan().tables())
                .allSatisfy(table -> assertThat(table.dropped()).isEmpty());
        assertThat(phase.plan().tables().get(0).constants())
                .extracting(constant -> Map.entry(constant.column().name(), constant.value()))
                .containsExactly(Map.entry("currency", "KRW"));
    }

    @Test
    void bothSidesHoldWhatTheOtherHolds() {
        phase.assertBothSidesHoldTheSame();
    }
}
