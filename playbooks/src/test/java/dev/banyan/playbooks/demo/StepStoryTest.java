package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.output.Style;
import dev.banyan.cli.playbook.Expectation;
import dev.banyan.cli.playbook.Step;
import dev.banyan.cli.playbook.StepResult;
import dev.banyan.control.store.Json;
import dev.banyan.playbooks.demo.DemoReport.ShiftLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StepStoryTest {

    private final StringWriter told = new StringWriter();
    private final StepStory story = new StepStory(new Narrator(new PrintWriter(told), new Style(false)));

    @Test
    void keepsEveryAttemptOfAShift() {
        Step shift = step("banyan phase shift payments --to 1%");

        story.tryFailed(
                result(shift, 5, "{'from':'0%','to':'1%','outcome':'ABORTED','holdMillis':950,'heldRequests':7}"));
        story.tryFailed(result(shift, 3, null));
        story.stepEnded(result(shift, 0, "{'from':'0%','to':'1%','outcome':'DONE','holdMillis':40,'heldRequests':2}"));
        story.tryFailed(result(step("banyan phase cutover payments"), 3, null));
        story.stepEnded(result(step("banyan phase rollback payments"), 4, null));

        assertThat(story.shifts())
                .containsExactly(
                        new ShiftLine("0%", "1%", 950, 7, "ABORTED"),
                        new ShiftLine("0%", "1%", 0, 0, "REFUSED"),
                        new ShiftLine("0%", "1%", 40, 2, "DONE"),
                        new ShiftLine("1%", "100%", 0, 0, "REFUSED"),
                        new ShiftLine("1%", "0%", 0, 0, "UNREACHABLE"));
        assertThat(told.toString()).contains("not yet (", "0% -> 1% DONE");
    }

    @Test
    void takesNoOtherStepForAShift() {
        story.tryFailed(result(step("banyan verify payments"), 4, null));
        story.stepEnded(result(step("banyan phase start payments"), 4, null));
        story.stepEnded(result(step("banyan verify payments"), 0, "{'rowsCompared':12,'rowsDifferent':0}"));

        assertThat(story.shifts()).isEmpty();
        assertThat(story.verifies())
                .singleElement()
                .satisfies(verify -> assertThat(verify.rowsCompared()).isEqualTo(12));
    }

    /** As a playbook does that corrupts a view and looks whether that is found. */
    @Test
    void aComparisonThatIsMeantToFindSomethingIsNoBrokenPromise() {
        List<Expectation.Check> wanted = List.of(new Expectation.Check("exit == 1", true, "1"));
        story.stepEnded(new StepResult(
                step("banyan verify --view menus"),
                1,
                Json.mapper().readTree("{\"rowsCompared\":12,\"rowsDifferent\":10}"),
                List.of(),
                wanted,
                1,
                5,
                false));

        assertThat(story.verifies()).isEmpty();
        assertThat(told.toString()).contains("rowsDifferent 10");
    }

    private static Step step(String run) {
        return new Step("step", "why", run, List.of(), Duration.ofSeconds(1), 3, "what to do");
    }

    private static StepResult result(Step step, int exit, @Nullable String output) {
        List<Expectation.Check> checks = List.of(new Expectation.Check("exit == 0", exit == 0, String.valueOf(exit)));
        return new StepResult(
                step,
                exit,
                output == null ? null : Json.mapper().readTree(output.replace('\'', '"')),
                List.of(),
                checks,
                1,
                5,
                false);
    }
}
