package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.Step;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlaybookFileTest {

    private final Playbook playbook = Playbook.read(Path.of("2016-payments/playbook.yaml"));

    @Test
    void leadsPaymentsOutAndBackAndOut() {
        assertThat(playbook.phase()).isEqualTo("payments");
        assertThat(playbook.steps().stream().map(Step::run).filter(run -> run.startsWith("banyan phase")))
                .containsExactly(
                        "banyan phase start payments",
                        "banyan phase shift payments --to 1%",
                        "banyan phase shift payments --to 5%",
                        "banyan phase shift payments --to 25%",
                        "banyan phase shift payments --to 50%",
                        "banyan phase cutover payments",
                        "banyan phase rollback payments",
                        "banyan phase cutover payments",
                        "banyan phase complete payments --yes");
    }

    @Test
    void saysWhyAndWhatToDoAtEveryStep() {
        assertThat(playbook.steps()).allSatisfy(step -> {
            assertThat(step.why()).isNotBlank();
            assertThat(step.ifFails()).isNotBlank();
        });
    }

    @Test
    void hasTheStepsAfterWhichTheDemoKills() {
        List<String> steps = playbook.steps().stream().map(Step::name).toList();

        assertThat(steps).contains("shift-5", "shift-25");
        assertThat(Demo.faultsAfter(playbook, "shift-5")).contains("banyan stack kill sync");
        assertThat(Demo.faultsAfter(playbook, "shift-25")).contains("banyan stack kill proxy-1");
        assertThat(Demo.faultsAfter(playbook, "cutover")).isEmpty();
    }
}
