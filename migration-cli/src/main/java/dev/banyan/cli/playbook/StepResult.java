package dev.banyan.cli.playbook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a step went.
 *
 * @param exit the command's exit code
 * @param output the command's JSON; null where it printed none
 * @param said what the command told on the way, and its error
 * @param checks every expectation, judged
 * @param tries 1 when the first try did
 * @param millis all tries together
 * @param interrupted whether the run was told to end (Ctrl-C)
 */
public record StepResult(
        Step step,
        int exit,
        @Nullable JsonNode output,
        List<String> said,
        List<Expectation.Check> checks,
        int tries,
        long millis,
        boolean interrupted) {
    public StepResult {
        said = List.copyOf(said);
        checks = List.copyOf(checks);
    }

    public boolean ok() {
        return !interrupted && checks.stream().allMatch(Expectation.Check::holds);
    }
}
