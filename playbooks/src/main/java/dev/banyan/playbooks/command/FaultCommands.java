package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.playbooks.site.Places;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banyan stack fault ...}: breaks something, for some seconds or until it is recovered. */
final class FaultCommands {
    private FaultCommands() {}

    @Command(
            name = "fault",
            description = "Break something, most of it for some seconds: the trouble that production has.",
            mixinStandardHelpOptions = true)
    private static final class Group {}

    static CommandLine of(Session session) {
        return new CommandLine(new Group())
                .addSubcommand(new Lock(session))
                .addSubcommand(new Freeze(session))
                .addSubcommand(new Devices(session))
                .addSubcommand(new EventFaults.Lose(session))
                .addSubcommand(new EventFaults.Poison(session))
                .addSubcommand(new EventFaults.Wipe(session))
                .addSubcommand(new EventFaults.Corrupt(session));
    }

    /** What was broken. */
    record Broken(String fault, String what, int seconds) {}

    /** What all faults have in common: they last some seconds. */
    abstract static class Fault implements Callable<Integer> {
        private final Session session;

        @Option(names = "--seconds", paramLabel = "N", description = "How long; default: ${DEFAULT-VALUE}.")
        private int seconds = 5;

        Fault(Session session) {
            this.session = session;
        }

        final Session session() {
            return session;
        }

        final Stack stack() {
            return LocalStack.of(session);
        }

        final Places places() {
            return DemoStack.places(session);
        }

        final void lasts() throws InterruptedException {
            TimeUnit.SECONDS.sleep(seconds);
        }

        /**
         * Breaks it, and mends it again whatever happens.
         *
         * @param what as a person would say it
         */
        final int run(String fault, String what, Plan.Action action) {
            if (seconds < 1 || seconds > 60) {
                throw CommandFailure.usage("--seconds is " + seconds + "; 1 to 60.");
            }
            if (session.apply(new Plan().step(fault + " " + what + " for " + seconds + " s", action))) {
                session.output().print(new Broken(fault, what, seconds));
            }
            return 0;
        }
    }

    @Command(
            name = "lock",
            description = "Lock tables of the monolith's present database for writing (LOCK TABLES ... WRITE).",
            mixinStandardHelpOptions = true)
    private static final class Lock extends Fault {
        @Option(names = "--tables", required = true, split = ",", paramLabel = "TABLE", description = "Which.")
        private List<String> tables = List.of();

        Lock(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            Places places = places();
            return run("lock", String.join(", ", tables) + " on " + places.rubyEntry(), () -> {
                TableLock lock = TableLock.take(places.ruby(), tables);
                try {
                    lasts();
                } finally {
                    lock.close();
                }
            });
        }
    }

    @Command(
            name = "freeze",
            description = "Freeze an entry (SIGSTOP), and let it run on afterwards (SIGCONT).",
            mixinStandardHelpOptions = true)
    private static final class Freeze extends Fault {
        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "The entry; default: the server of the monolith's present database.")
        private @Nullable String name;

        Freeze(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            Stack stack = stack();
            String entry = name == null ? places().rubyEntry() : name;
            return run("freeze", entry, () -> {
                stack.pause(entry);
                try {
                    lasts();
                } finally {
                    stack.resume(entry);
                }
            });
        }
    }

    @Command(
            name = "devices",
            description = "Every second device of the shops (odd ids) gets an order and breaks the connection.",
            mixinStandardHelpOptions = true)
    private static final class Devices extends Fault {
        private static final String STUB = "5f0a1c9e-0000-4000-8000-00000000dead";
        private static final String BREAKS = "{\"id\":\"" + STUB + "\",\"priority\":1,\"request\":{\"method\":\"POST\","
                + "\"urlPathPattern\":\"/devices/[0-9]*[13579]/orders\"},"
                + "\"response\":{\"fault\":\"CONNECTION_RESET_BY_PEER\"}}";

        Devices(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            URI mappings = URI.create("http://127.0.0.1:" + stack().port("gateway") + "/__admin/mappings");
            return run("devices", "with odd ids", () -> {
                Http.post(mappings, BREAKS);
                try {
                    lasts();
                } finally {
                    boolean interrupted = Thread.interrupted();
                    Http.delete(URI.create(mappings + "/" + STUB));
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        }
    }
}
