package dev.banyan.cli.local;

import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands about one entry of the stack. */
final class EntryCommands {
    private EntryCommands() {}

    @Command(name = "kill", description = "End an entry as kill -9 does.", mixinStandardHelpOptions = true)
    static final class Kill implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "NAME", description = "The entry.")
        private String name = "";

        Kill(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return run(session, "kill -9", name, Stack::kill);
        }
    }

    @Command(name = "start", description = "Start an entry that is down.", mixinStandardHelpOptions = true)
    static final class Start implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "NAME", description = "The entry.")
        private String name = "";

        Start(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return run(session, "start", name, (stack, entry) -> stack.start(entry, LocalStack.listener(session)));
        }
    }

    @Command(name = "pause", description = "Freeze an entry (SIGSTOP).", mixinStandardHelpOptions = true)
    static final class Pause implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "NAME", description = "The entry.")
        private String name = "";

        Pause(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return run(session, "freeze", name, Stack::pause);
        }
    }

    @Command(name = "resume", description = "Let a frozen entry run on (SIGCONT).", mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "NAME", description = "The entry.")
        private String name = "";

        Resume(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return run(session, "unfreeze", name, Stack::resume);
        }
    }

    private static int run(Session session, String verb, String name, BiConsumer<Stack, String> action) {
        Stack stack = LocalStack.of(session);
        String entry = LocalStack.known(stack, name);
        if (session.apply(new Plan().step(verb + " " + entry, () -> action.accept(stack, entry)))) {
            stack.status().stream()
                    .filter(status -> status.name().equals(entry))
                    .forEach(session.output()::print);
        }
        return 0;
    }
}
