package dev.banyan.cli.playbook;

import dev.banyan.control.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The Markdown report of a run. */
final class Report {
    private Report() {}

    static Path write(
            Playbook playbook, Path stateDirectory, Instant begun, List<StepResult> results, List<String> skipped) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(playbook.title().isEmpty() ? playbook.name() : playbook.title())
                .append("\n\n");
        text.append("Playbook `").append(playbook.name()).append("`, run at ");
        text.append(begun.truncatedTo(ChronoUnit.SECONDS)).append(".\n\n");
        if (!skipped.isEmpty()) {
            text.append("Done in an earlier run: ")
                    .append(String.join(", ", skipped))
                    .append(".\n\n");
        }
        text.append("| Step | Outcome | Seconds | Tries |\n|---|---|---|---|\n");
        for (StepResult result : results) {
            text.append("| ").append(result.step().name());
            text.append(" | ").append(outcome(result));
            text.append(" | ").append(result.millis() / 1000.0);
            text.append(" | ").append(result.tries()).append(" |\n");
        }
        results.forEach(result -> step(result, text));
        Path file = stateDirectory.resolve("playbook-" + playbook.name() + "-report.md");
        try {
            Files.createDirectories(stateDirectory);
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(StepResult result) {
        return result.ok() ? "done" : result.interrupted() ? "interrupted" : "**failed**";
    }

    private static void step(StepResult result, StringBuilder text) {
        Step step = result.step();
        text.append("\n## ")
                .append(step.name())
                .append(": ")
                .append(outcome(result))
                .append("\n\n");
        text.append(step.why().strip()).append("\n\n```\n$ ").append(step.run()).append("\n");
        result.said().forEach(line -> text.append(line).append('\n'));
        text.append("```\n\n");
        for (Expectation.Check check : result.checks()) {
            text.append("- ").append(check.holds() ? "holds" : "**does not hold**");
            text.append(": `").append(check.expectation()).append("`");
            text.append(check.holds() ? "" : " (found " + check.found() + ")").append('\n');
        }
        if (!result.ok() && !step.ifFails().isBlank()) {
            text.append("\nWhat to do: ").append(step.ifFails().strip()).append('\n');
        }
        if (result.output() != null) {
            text.append("\n<details><summary>Output</summary>\n\n```json\n");
            text.append(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result.output()));
            text.append("\n```\n\n</details>\n");
        }
    }
}
