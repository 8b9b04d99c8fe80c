package dev.banyan.cli.playbook;

import dev.banyan.cli.session.CommandRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs a playbook: every step through the same command line that a person uses. Stops at the first step that fails. What is done is kept under
 * the state directory, so that the next run goes on after it. An interruption of the calling thread interrupts the running command, which ends
 * its work in order (a shift aborts by the protocol), and ends the run.
 */
public final class PlaybookRunner {
    private static final long PAUSE_BETWEEN_TRIES_MILLIS = 1_000;

    private final Playbook playbook;
    private final Path stateDirectory;
    private final CommandRunner commands;
    private final Map<String, Runnable> before = new HashMap<>();
    private final Map<String, Consumer<StepResult>> after = new HashMap<>();
    private PlaybookListener listener = new PlaybookListener() {};

    /**
     * @param stateDirectory where progress and report are written: {@code .banyan}
     * @param commands runs a banyan command line in this process
     */
    public PlaybookRunner(Playbook playbook, Path stateDirectory, CommandRunner commands) {
        this.playbook = playbook;
        this.stateDirectory = stateDirectory;
        this.commands = commands;
    }

    public PlaybookRunner listener(PlaybookListener newListener) {
        this.listener = newListener;
        return this;
    }

    /** Does something right before a step's first try. What it throws ends the run. */
    public PlaybookRunner before(String step, Runnable hook) {
        before.put(known(step), hook);
        return this;
    }

    /** Does something after a step that succeeded, before it counts as done. What it throws ends the run. */
    public PlaybookRunner after(String step, Consumer<StepResult> hook) {
        after.put(known(step), hook);
        return this;
    }

    /**
     * @param restart forget what earlier runs have done
     * @throws dev.banyan.cli.failure.CommandFailure when the playbook has changed since an unfinished run, unless restarted
     */
    public PlaybookResult run(boolean restart) {
        Instant begun = Instant.now();
        Progress progress = Progress.load(playbook, stateDirectory, restart);
        List<StepResult> results = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Path report = stateDirectory;
        int number = 0;
        for (Step step : playbook.steps()) {
            number++;
            if (progress.done(step)) {
                skipped.add(step.name());
                listener.stepSkipped(step);
                continue;
            }
            listener.stepStarted(number, playbook.steps().size(), step);
            before.getOrDefault(step.name(), () -> {}).run();
            StepResult result = tries(step);
            results.add(result);
            listener.stepEnded(result);
            report = Report.write(playbook, stateDirectory, begun, results, skipped);
            if (!result.ok()) {
                break;
            }
            after.getOrDefault(step.name(), done -> {}).accept(result);
            progress.finish(step);
        }
        return new PlaybookResult(playbook.name(), results, skipped, report);
    }

    private StepResult tries(Step step) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            StepResult once = new StepRun(step, commands, listener).run();
            StepResult result = new StepResult(
                    step,
                    once.exit(),
                    once.output(),
                    once.said(),
                    once.checks(),
                    attempt,
                    (System.nanoTime() - begun) / 1_000_000,
                    once.interrupted());
            if (result.ok() || result.interrupted() || attempt > step.retries()) {
                return result;
            }
            listener.tryFailed(result);
            try {
                Thread.sleep(PAUSE_BETWEEN_TRIES_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return result;
            }
        }
    }

    private String known(String step) {
        if (playbook.steps().stream().noneMatch(each -> each.name().equals(step))) {
            throw new IllegalArgumentException("Playbook '" + playbook.name() + "' has no step '" + step + "'.");
        }
        return step;
    }
}
