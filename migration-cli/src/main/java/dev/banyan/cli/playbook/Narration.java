package dev.banyan.cli.playbook;

import dev.banyan.cli.output.Format;
import dev.banyan.cli.output.Output;
import dev.banyan.cli.output.Style;
import dev.banyan.cli.session.Session;

/** Tells a person how a playbook goes; where JSON or YAML was chosen, on standard error only. */
final class Narration implements PlaybookListener {
    private final Output output;
    private final Style style;

    Narration(Session session) {
        this.output = session.output();
        this.style = output.style();
    }

    @Override
    public void stepSkipped(Step step) {
        output.say(style.dim("(" + step.name() + ": done in an earlier run)"));
    }

    @Override
    public void stepStarted(int number, int total, Step step) {
        output.say("\n" + style.bold(number + "/" + total + " " + step.name()));
        output.say(step.why().strip());
        output.say("$ " + step.run());
    }

    @Override
    public void said(Step step, String line) {
        output.say(style.dim(line));
    }

    @Override
    public void tryFailed(StepResult result) {
        result.checks().stream()
                .filter(check -> !check.holds())
                .forEach(check ->
                        output.say(style.yellow("not yet: " + check.expectation() + " (found " + check.found() + ")")));
    }

    @Override
    public void stepEnded(StepResult result) {
        if (output.format() == Format.TABLE && result.output() != null) {
            output.print(result.output());
        }
        for (Expectation.Check check : result.checks()) {
            output.say(
                    check.holds()
                            ? style.green("holds: " + check.expectation())
                            : style.red("does not hold: " + check.expectation() + " (found " + check.found() + ")"));
        }
        if (!result.ok()) {
            output.say(style.red("Stopped at '" + result.step().name() + "'.") + " What to do: "
                    + result.step().ifFails().strip());
        }
    }
}
