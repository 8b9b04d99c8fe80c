package dev.banyan.cli.playbook;

import java.nio.file.Path;
import java.util.List;

/**
 * How a run of a playbook went.
 *
 * @param steps of this run, in order; the last one is the failed one, if any
 * @param skipped steps that an earlier run had done
 * @param report the Markdown report
 */
public record PlaybookResult(String playbook, List<StepResult> steps, List<String> skipped, Path report) {
    public PlaybookResult {
        steps = List.copyOf(steps);
        skipped = List.copyOf(skipped);
    }

    public boolean ok() {
        return steps.stream().allMatch(StepResult::ok);
    }

    public boolean interrupted() {
        return steps.stream().anyMatch(StepResult::interrupted);
    }
}
