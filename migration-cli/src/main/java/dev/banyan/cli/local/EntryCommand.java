package dev.banyan.cli.local;

import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command about one entry of the stack: what it does there is all that tells one from another. */
@Command(mixinStandardHelpOptions = true)
final class EntryCommand implements Callable<Integer> {
    private final Session session;
    private final String verb;
    private final BiConsumer<Stack, String> action;

    @Parameters(paramLabel = "NAME", description = "The entry.")
    private String name = "";

    private EntryCommand(Session session, String verb, BiConsumer<Stack, String> action) {
        this.session = session;
        this.verb = verb;
        this.action = action;
    }

    static CommandLine kill(Session session) {
        return of("kill", "End an entry as kill -9 does.", new EntryCommand(session, "kill -9", Stack::kill));
    }

    static CommandLine start(Session session) {
        return of(
                "start",
                "Start an entry that is down.",
                new EntryCommand(session, "start", (stack, entry) -> stack.start(entry, LocalStack.listener(session))));
    }

    static CommandLine pause(Session session) {
        return of("pause", "Freeze an entry (SIGSTOP).", new EntryCommand(session, "freeze", Stack::pause));
    }

    static CommandLine resume(Session session) {
        return of(
                "resume", "Let a frozen entry run on (SIGCONT).", new EntryCommand(session, "unfreeze", Stack::resume));
    }

    private static CommandLine of(String name, String description, EntryCommand command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() {
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
