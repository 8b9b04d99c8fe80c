package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

    @Test
    void findsQuantilesToWithinFivePercent() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.add(millis);
        }

        assertThat(latencies.quantile(0.5)).isBetween(475L, 535L);
        assertThat(latencies.quantile(0.99)).isBetween(940L, 1060L);
    }

    @Test
    void hasNoneBeforeTheFirst() {
        assertThat(new Latencies().quantile(0.99)).isZero();
    }
}
