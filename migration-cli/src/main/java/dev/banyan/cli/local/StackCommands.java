package dev.banyan.cli.local;

import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.EntryStatus;
import dev.banyan.cli.stack.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banyan stack ...}. */
public final class StackCommands {
    private StackCommands() {}

    @Command(name = "stack", description = "A whole migration on this machine.", mixinStandardHelpOptions = true)
    private static final class Group {}

    public static CommandLine of(Session session) {
        return new CommandLine(new Group())
                .addSubcommand(new Up(session))
                .addSubcommand(new Down(session))
                .addSubcommand(new Status(session))
                .addSubcommand(new Logs(session))
                .addSubcommand(EntryCommand.kill(session))
                .addSubcommand(EntryCommand.start(session))
                .addSubcommand(EntryCommand.pause(session))
                .addSubcommand(EntryCommand.resume(session));
    }

    @Command(name = "up", description = "Start all that does not run.", mixinStandardHelpOptions = true)
    private static final class Up implements Callable<Integer> {
        private final Session session;

        Up(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Stack stack = LocalStack.of(session);
            Plan plan = new Plan()
                    .step("start " + String.join(", ", stack.names()), () -> stack.up(LocalStack.listener(session)));
            if (session.apply(plan)) {
                session.output().print(StackView.of(stack));
            }
            return 0;
        }
    }

    @Command(name = "down", description = "Stop all that runs; data stays.", mixinStandardHelpOptions = true)
    private static final class Down implements Callable<Integer> {
        private final Session session;

        @Option(names = "--wipe", description = "Delete data, logs and secrets as well: all of .banyan.")
        private boolean wipe;

        Down(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Stack stack = LocalStack.of(session);
            List<String> running = new ArrayList<>(stack.status().stream()
                    .filter(entry ->
                            entry.state() == EntryStatus.State.RUNNING || entry.state() == EntryStatus.State.PAUSED)
                    .map(EntryStatus::name)
                    .toList());
            Collections.reverse(running);
            Plan plan = new Plan()
                    .step(
                            running.isEmpty() ? "nothing runs" : "stop " + String.join(", ", running),
                            () -> stack.down(LocalStack.listener(session)));
            if (wipe) {
                session.confirm("All data under " + session.stateDirectory() + " will be deleted.");
                plan.step("delete " + session.stateDirectory(), stack::wipe);
            }
            if (session.apply(plan) && !wipe) {
                session.output().print(StackView.of(stack));
            }
            return 0;
        }
    }

    @Command(name = "status", description = "Every entry as it is now.", mixinStandardHelpOptions = true)
    private static final class Status implements Callable<Integer> {
        private final Session session;

        Status(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            session.output().print(StackView.of(LocalStack.of(session)));
            return 0;
        }
    }

    @Command(name = "logs", description = "The end of an entry's log.", mixinStandardHelpOptions = true)
    private static final class Logs implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "NAME", description = "The entry, as stack status shows it.")
        private String name = "";

        @Option(
                names = {"-n", "--lines"},
                paramLabel = "N",
                description = "How many lines; default: ${DEFAULT-VALUE}.")
        private int lines = 50;

        @Option(
                names = {"-f", "--follow"},
                description = "Go on as lines are written, until Ctrl-C.")
        private boolean follow;

        Logs(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            Stack stack = LocalStack.of(session);
            var out = session.surroundings().out();
            stack.lastLines(LocalStack.known(stack, name), lines).forEach(out::println);
            out.flush();
            if (follow) {
                stack.follow(name, line -> {
                    out.println(line);
                    out.flush();
                });
            }
            return 0;
        }
    }
}
