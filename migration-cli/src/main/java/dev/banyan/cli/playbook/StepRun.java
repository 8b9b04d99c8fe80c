package dev.banyan.cli.playbook;

import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.CommandRunner;
import dev.banyan.control.store.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One try of a step: runs its command on a thread of its own, so that it can be interrupted when its time is over. */
final class StepRun {
    private static final long ENDS_WITHIN_SECONDS = 60;

    private final Step step;
    private final CommandRunner commands;
    private final PlaybookListener listener;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final StringWriter printed = new StringWriter();
    private volatile int exit = ExitCode.BUG.code();

    StepRun(Step step, CommandRunner commands, PlaybookListener listener) {
        this.step = step;
        this.commands = commands;
        this.listener = listener;
    }

    StepResult run() {
        long begun = System.nanoTime();
        Thread worker = new Thread(this::command, "playbook-" + step.name());
        worker.start();
        boolean interrupted = false;
        try {
            worker.join(Math.max(1, step.timeout().toMillis()));
            if (worker.isAlive()) {
                said.add("Not done within " + step.timeout().toSeconds() + " s; interrupted.");
                end(worker);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            end(worker);
            Thread.currentThread().interrupt();
        }
        JsonNode output = output();
        List<Expectation.Check> checks = new ArrayList<>();
        if (step.expect().stream().noneMatch(Expectation::aboutExit)) {
            checks.add(Expectation.parse("exit == 0").check(exit, output));
        }
        step.expect().forEach(expectation -> checks.add(expectation.check(exit, output)));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return new StepResult(step, exit, output, List.copyOf(said), checks, 1, millis, interrupted);
    }

    private void command() {
        List<String> arguments = new ArrayList<>(step.arguments());
        arguments.add("--output=json");
        try (PrintWriter out = new PrintWriter(printed);
                PrintWriter err = new PrintWriter(new LineWriter(this::say))) {
            exit = commands.run(arguments, out, err);
        }
    }

    private void say(String line) {
        said.add(line);
        listener.said(step, line);
    }

    /** Interrupts the command, which ends its work in order, and waits for it. */
    private void end(Thread worker) {
        exit = ExitCode.ABORTED.code();
        worker.interrupt();
        boolean again = Thread.interrupted();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(ENDS_WITHIN_SECONDS));
        } catch (InterruptedException e) {
            again = true;
        }
        if (worker.isAlive()) {
            said.add("It did not end when it was interrupted.");
        }
        if (again) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable JsonNode output() {
        String text = printed.toString().strip();
        try {
            return text.isEmpty() ? null : Json.mapper().readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
