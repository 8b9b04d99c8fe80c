package dev.banyan.cli.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookRunnerTest {
    @TempDir
    Path state;

    private final List<String> typed = new ArrayList<>();

    /** Answers {@code say JSON...} with that text and exit code 0, {@code fail} with 3, and notes each command. */
    private final CommandRunner commands = (arguments, out, err) -> {
        typed.add(String.join(" ", arguments));
        if (arguments.get(0).equals("fail")) {
            err.println("banyan: refused");
            return 3;
        }
        out.println(arguments.get(1));
        return 0;
    };

    @Test
    void runsEveryStepThroughTheCommandLine() {
        PlaybookResult result = runner(commands, step("one", "say '{\"n\": 1}'", "n == 1"), step("two", "say {}", ""))
                .run(false);

        assertThat(result.ok()).isTrue();
        assertThat(typed).containsExactly("say {\"n\": 1} --output=json", "say {} --output=json");
    }

    @Test
    void stopsAtAStepWhoseExpectationDoesNotHold() {
        PlaybookResult result = runner(commands, step("one", "say '{\"n\": 1}'", "n == 2"), step("two", "say {}", ""))
                .run(false);

        assertThat(result.ok()).isFalse();
        assertThat(typed).hasSize(1);
        assertThat(result.steps().get(0).checks()).contains(new Expectation.Check("n == 2", false, "1"));
    }

    @Test
    void aCommandMustSucceedUnlessTheStepSaysOtherwise() {
        assertThat(runner(commands, step("one", "fail", "")).run(true).ok()).isFalse();
        assertThat(runner(commands, step("one", "fail", "exit == 3")).run(true).ok())
                .isTrue();
    }

    @Test
    void goesOnWhereAnEarlierRunStopped() {
        String[] playbook = {step("one", "say {}", ""), step("two", "fail", "")};
        runner(commands, playbook).run(false);
        typed.clear();

        PlaybookResult again = runner(commands, playbook).run(false);

        assertThat(again.skipped()).containsExactly("one");
        assertThat(typed).containsExactly("fail --output=json");
    }

    @Test
    void beginsAnewOnRestartAndAfterASuccess() {
        String[] failing = {step("one", "say {}", ""), step("two", "fail", "")};
        runner(commands, failing).run(false);

        assertThat(runner(commands, failing).run(true).skipped()).isEmpty();
        String[] good = {step("one", "say {}", "")};
        runner(commands, good).run(true);
        assertThat(runner(commands, good).run(false).skipped()).isEmpty();
    }

    @Test
    void refusesToResumeAnotherVersionOfThePlaybook() {
        runner(commands, step("one", "say {}", ""), step("two", "fail", "")).run(false);

        assertThatThrownBy(() -> runner(commands, step("one", "say {}", ""), step("two", "say {}", ""))
                        .run(false))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has changed")
                .hasMessageContaining("--restart");
    }

    @Test
    void triesAgainWhileAnExpectationDoesNotHold() {
        CommandRunner counting = (arguments, out, err) -> {
            typed.add("x");
            out.println("{\"n\": " + typed.size() + "}");
            return 0;
        };

        PlaybookResult result = runner(counting, step("one", "count", "n == 2") + "    retries: 3\n")
                .run(false);

        assertThat(result.ok()).isTrue();
        assertThat(result.steps().get(0).tries()).isEqualTo(2);
    }

    @Test
    void interruptsACommandThatTakesTooLong() {
        CountDownLatch never = new CountDownLatch(1);
        CommandRunner slow = (arguments, out, err) -> {
            try {
                never.await();
                return 0;
            } catch (InterruptedException e) {
                err.println("aborted");
                return 5;
            }
        };

        PlaybookResult result =
                runner(slow, step("one", "wait", "") + "    timeout: 100ms\n").run(false);

        assertThat(result.ok()).isFalse();
        assertThat(result.steps().get(0).exit()).isEqualTo(5);
        assertThat(result.steps().get(0).said()).contains("aborted");
    }

    @Test
    void anInterruptionOfTheRunEndsTheCommandInOrder() {
        CountDownLatch running = new CountDownLatch(1);
        CommandRunner slow = (arguments, out, err) -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
                return 0;
            } catch (InterruptedException e) {
                return 5;
            }
        };
        AtomicReference<PlaybookResult> result = new AtomicReference<>();
        Thread run = new Thread(() -> result.set(
                runner(slow, step("one", "wait", ""), step("two", "wait", "")).run(false)));

        run.start();
        await().until(() -> running.getCount() == 0);
        run.interrupt();

        await().until(() -> result.get() != null);
        assertThat(result.get().interrupted()).isTrue();
        assertThat(result.get().steps()).hasSize(1);
    }

    @Test
    void callsHooksAroundNamedSteps() {
        List<String> events = new ArrayList<>();

        runner(commands, step("one", "say {}", ""), step("two", "say {}", ""))
                .before("two", () -> events.add("before two, after " + typed.size()))
                .after("two", result -> events.add("after " + result.step().name()))
                .run(false);

        assertThat(events).containsExactly("before two, after 1", "after two");
    }

    @Test
    void refusesAHookForAnUnknownStep() {
        assertThatThrownBy(() -> runner(commands, step("one", "say {}", "")).before("three", () -> {}))
                .hasMessageContaining("no step 'three'");
    }

    @Test
    void writesAReport() throws Exception {
        PlaybookResult result =
                runner(commands, step("one", "say '{\"n\": 1}'", "n == 2")).run(false);

        assertThat(Files.readString(result.report()))
                .contains(
                        "| one | **failed** |",
                        "$ banyan say",
                        "**does not hold**: `n == 2` (found 1)",
                        "Ask somebody.");
    }

    private PlaybookRunner runner(CommandRunner runner, String... steps) {
        String text = "playbook: test\nsteps:\n" + String.join("", steps);
        return new PlaybookRunner(Playbook.parse("playbook.yaml", text), state, runner);
    }

    private static String step(String name, String command, String expect) {
        return "  - name: " + name + "\n    why: To see.\n    run: >-\n      banyan "
                + command + "\n    expect: [ "
                + (expect.isEmpty() ? "" : "\"" + expect + "\"") + " ]\n    if-fails: Ask somebody.\n";
    }
}
