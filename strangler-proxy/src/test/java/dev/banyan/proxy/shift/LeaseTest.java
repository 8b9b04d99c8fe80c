package dev.banyan.proxy.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final SettableClock wall = new SettableClock();
    private long nanos = 5_000_000_000L;
    private final Lease lease = new Lease(wall, () -> nanos, Duration.ofSeconds(3));

    @Test
    void thereIsNoneBeforeItIsGranted() {
        assertThat(lease.valid()).isFalse();
        assertThat(lease.generation()).isEqualTo(Lease.NONE);
    }

    @Test
    void itCountsFromBeforeItWasAskedFor() {
        Lease.Asked asked = lease.ask();
        pass(1_000);
        lease.granted(asked);

        assertThat(lease.left()).isEqualTo(Duration.ofSeconds(2));
        pass(1_999);
        assertThat(lease.valid()).isTrue();
        pass(1);
        assertThat(lease.valid()).isFalse();
    }

    @Test
    void renewedInTimeItIsTheSameOne() {
        lease.granted(lease.ask());
        long generation = lease.generation();
        pass(2_900);
        lease.granted(lease.ask());

        assertThat(lease.generation()).isEqualTo(generation);
    }

    @Test
    void renewedTooLateItIsAnotherOne() {
        lease.granted(lease.ask());
        long generation = lease.generation();
        Lease.Asked asked = lease.ask();
        pass(3_000);
        lease.granted(lease.ask());

        assertThat(asked).isNotNull();
        assertThat(lease.valid()).isTrue();
        assertThat(lease.generation()).isNotEqualTo(generation);
    }

    @Test
    void anAnswerThatCameAfterTheOldOneLapsedBeginsAnotherOne() {
        lease.granted(lease.ask());
        long generation = lease.generation();
        pass(2_500);
        Lease.Asked asked = lease.ask();
        pass(1_000);
        lease.granted(asked);

        assertThat(lease.valid()).isTrue();
        assertThat(lease.generation()).isNotEqualTo(generation);
    }

    @Test
    void theClockThatEndsFirstEndsIt() {
        lease.granted(lease.ask());
        wall.millis += 3_000;
        assertThat(lease.valid()).isFalse();

        lease.granted(lease.ask());
        nanos += Duration.ofSeconds(3).toNanos();
        wall.millis -= 60_000;
        assertThat(lease.valid()).isFalse();
    }

    @Test
    void lostIsLostAtOnce() {
        lease.granted(lease.ask());
        long generation = lease.generation();
        lease.lost();
        assertThat(lease.valid()).isFalse();

        lease.granted(lease.ask());
        assertThat(lease.generation()).isNotEqualTo(generation);
    }

    private void pass(long millis) {
        wall.millis += millis;
        nanos += millis * 1_000_000;
    }

    private static final class SettableClock extends Clock {
        private long millis = 1_000_000;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }
}
