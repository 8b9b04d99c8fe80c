package dev.banyan.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Patience patience = new Patience(Duration.ofSeconds(2));

    @Test
    void isFullWhilePaymentsCome() {
        answer(false, false, true, false, false);

        assertThat(patience.ends(SECOND)).isFalse();
        assertThat(patience.ends(3 * SECOND)).isTrue();
    }

    @Test
    void isShortWhenSomeInARowWaitedInVainUntilOneDoesNot() {
        answer(false, false, false);
        assertThat(patience.ends(SECOND)).isTrue();
        assertThat(patience.ends(SECOND / 4)).isFalse();

        answer(true);

        assertThat(patience.ends(SECOND)).isFalse();
    }

    @Test
    void isNeverLongerThanAsked() {
        Patience little = new Patience(Duration.ofMillis(100));
        for (int i = 0; i < 5; i++) {
            little.answered(false);
        }

        assertThat(little.ends(Duration.ofMillis(200).toNanos())).isTrue();
    }

    private void answer(boolean... paymentsCame) {
        for (boolean came : paymentsCame) {
            patience.answered(came);
        }
    }
}
