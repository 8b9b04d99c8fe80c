package dev.banyan.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience(Duration.ofSeconds(2), 0);

    @Test
    void isFullWhilePaymentsCome() {
        patience.came(millis(900));
        patience.look(List.of(millis(0), millis(100), millis(200), millis(300)), millis(1_500));

        assertThat(patience.ends(millis(0), millis(1_900))).isFalse();
        assertThat(patience.ends(millis(0), millis(2_100))).isTrue();
    }

    @Test
    void isFullWhileOneWaitsForLong() {
        patience.look(List.of(millis(0), millis(1_000), millis(1_000)), millis(1_500));

        assertThat(patience.ends(millis(0), millis(1_500))).isFalse();
    }

    @Test
    void isShortWhenSomeWaitAndNoneCameUntilOneDoes() {
        patience.look(List.of(millis(0), millis(100)), millis(1_000));
        assertThat(patience.ends(millis(400), millis(1_000))).isTrue();
        assertThat(patience.ends(millis(600), millis(1_000))).isFalse();
        patience.look(List.of(), millis(1_200));
        assertThat(patience.ends(millis(600), millis(1_200))).isTrue();

        patience.came(millis(1_300));

        assertThat(patience.ends(millis(600), millis(1_300))).isFalse();
    }

    @Test
    void isNeverLongerThanAsked() {
        Patience little = new Patience(Duration.ofMillis(100), 0);
        little.look(List.of(millis(0), millis(0), millis(0)), millis(1_000));

        assertThat(little.ends(millis(1_000), millis(1_200))).isTrue();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
