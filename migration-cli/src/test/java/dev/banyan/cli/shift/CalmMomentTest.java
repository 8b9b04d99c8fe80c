package dev.banyan.cli.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CalmMomentTest {
    private static final Duration DEADLINE = Duration.ofMillis(700);

    private final Queue<Duration> fences = new ArrayDeque<>();

    @Test
    void aQuickFenceIsTheMoment() {
        fences.addAll(List.of(Duration.ofMillis(175), Duration.ofMillis(1)));

        assertThat(awaited(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(175));
        assertThat(fences).hasSize(1);
    }

    @Test
    void slowFencesAreFollowedByOthers() {
        fences.addAll(List.of(Duration.ofSeconds(3), Duration.ofMillis(176), Duration.ofMillis(80)));

        assertThat(awaited(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void patienceEndsWithTheLastFence() {
        fences.addAll(List.of(Duration.ofSeconds(3), Duration.ofMillis(80)));

        assertThat(awaited(Duration.ZERO)).isEqualTo(Duration.ofSeconds(3));
        assertThat(fences).hasSize(1);
    }

    @Test
    void aFenceThatDoesNotCrossIsNoSlowOne() {
        assertThatThrownBy(() -> new CalmMoment(DEADLINE, Duration.ofMinutes(1)).ofStreams(() -> {
                    throw new ShiftFailedException(
                            "After 10000 ms: the fence has not come through the forward stream.");
                }))
                .isInstanceOf(ShiftFailedException.class)
                .hasMessageContaining("forward stream");
    }

    @Test
    void anInterruptedThreadWaitsForNoOther() {
        fences.add(Duration.ofSeconds(3));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> awaited(Duration.ofMinutes(1))).hasMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Duration awaited(Duration patience) {
        return new CalmMoment(DEADLINE, patience).ofStreams(fences::remove);
    }
}
