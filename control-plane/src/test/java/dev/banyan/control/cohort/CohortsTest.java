package dev.banyan.control.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohortsTest {
    @Test
    void isCrc32OfPhaseAndKey() {
        // zlib.crc32(b"payments:7") % 10000
        assertThat(Cohorts.of("payments", "7")).isEqualTo(PYTHON_PAYMENTS_7);
    }

    private static final int PYTHON_PAYMENTS_7 = 6870;

    @Test
    void spreadsKeysEvenly() {
        long low = IntStream.range(0, 100_000)
                .filter(key -> Cohorts.of("payments", Integer.toString(key)) < 2_500)
                .count();

        assertThat(low).isBetween(24_000L, 26_000L);
    }

    @Test
    void integersAreOneKeyHoweverTheyAreSpelled() {
        assertThat(KeyRule.INTEGER.canonical(" +007 ")).contains("7");
        assertThat(KeyRule.INTEGER.canonical("7.0")).isEmpty();
        assertThat(KeyRule.INTEGER.canonical("")).isEmpty();
        assertThat(KeyRule.INTEGER.canonical("99999999999999999999")).contains("99999999999999999999");
    }

    @Test
    void textComparesAsItsCollation() {
        assertThat(KeyRule.TEXT.canonical("Kim ")).contains("Kim");
        assertThat(KeyRule.TEXT_IGNORING_CASE.canonical("Jos\u00e9 "))
                .isEqualTo(KeyRule.TEXT_IGNORING_CASE.canonical("JOSE"));
        assertThat(KeyRule.TEXT_IGNORING_CASE.canonical("\uae40"))
                .isNotEqualTo(KeyRule.TEXT_IGNORING_CASE.canonical("\uc774"));
    }
}
