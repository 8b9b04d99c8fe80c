package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.Step;
import dev.banyan.playbooks.load.WindowFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparedTest {
    @Test
    void keepsItsPromiseOnlyWhereSomebodyAskedNobodyFailedAndFewWaited() {
        assertThat(judge(40, 0, 0)).isTrue();
        assertThat(judge(40, 1, 0)).isFalse();
        assertThat(judge(40, 0, 8)).isTrue();
        assertThat(judge(40, 0, 9)).isFalse();
        assertThat(judge(3, 0, 1)).isTrue();
        assertThat(judge(3, 0, 2)).isFalse();
        assertThat(judge(0, 0, 0)).isFalse();
    }

    private static boolean judge(long requests, long failed, long slow) {
        Step freeze = new Step(
                "freeze",
                "why",
                "banyan stack fault freeze",
                List.of(),
                Duration.ofSeconds(9),
                0,
                "what",
                "frozen",
                List.of("shop-views"),
                false);
        Playbook playbook =
                new Playbook("2017-shop-list", "", "", "shop-list", List.of(), List.of(), "city", List.of(freeze));
        WindowFigures frozen = new WindowFigures(
                "frozen",
                90,
                50,
                0,
                Map.of(
                        "shop-views", new WindowFigures.Kind(requests, failed, slow),
                        "orders", new WindowFigures.Kind(50, 50, 0)));
        return Spared.promises(playbook, List.of(frozen)).stream().allMatch(Verdict.Line::kept);
    }
}
