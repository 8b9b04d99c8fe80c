package dev.banyan.proxy.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void takesMadeUpRequestsAllTheWay() {
        assertThat(WarmUp.run(Duration.ofSeconds(2))).isPositive();
    }

    @Test
    void isLeftOutWhenItMayTakeNoTime() {
        assertThat(WarmUp.run(Duration.ZERO)).isZero();
    }
}
