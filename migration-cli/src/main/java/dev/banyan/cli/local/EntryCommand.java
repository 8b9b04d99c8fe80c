package dev.banyan.cli.local;

import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.EntryStatus;
import dev.banyan.cli.stack.Stack;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command about entries of the stack: what it does there is all that tells one from another. */
@Command(mixinStandardHelpOptions = true)
final class EntryCommand implements Callable<Integer> {
    private final Session session;
    private final String verb;
    private final BiConsumer<Stack, List<String>> action;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The entries.")
    private List<String> names = List.of();

    private EntryCommand(Session session, String verb, BiConsumer<Stack, List<String>> action) {
        this.session = session;
        this.verb = verb;
        this.action = action;
    }

    static CommandLine kill(Session session) {
        return of("kill", "End an entry as kill -9 does.", new EntryCommand(session, "kill -9", each(Stack::kill)));
    }

    static CommandLine start(Session session) {
        return of(
                "start",
                "Start entries that are down.",
                new EntryCommand(
                        session, "start", (stack, entries) -> stack.start(entries, LocalStack.listener(session))));
    }

    static CommandLine pause(Session session) {
        return of("pause", "Freeze an entry (SIGSTOP).", new EntryCommand(session, "freeze", each(Stack::pause)));
    }

    static CommandLine resume(Session session) {
        return of(
                "resume",
                "Let a frozen entry run on (SIGCONT).",
                new EntryCommand(session, "unfreeze", each(Stack::resume)));
    }

    private static BiConsumer<Stack, List<String>> each(BiConsumer<Stack, String> action) {
        return (stack, entries) -> entries.forEach(entry -> action.accept(stack, entry));
    }

    private static CommandLine of(String name, String description, EntryCommand command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() {
        Stack stack = LocalStack.of(session);
        names.forEach(name -> LocalStack.known(stack, name));
        if (session.apply(new Plan().step(verb + " " + String.join(", ", names), () -> action.accept(stack, names)))) {
            List<EntryStatus> now = stack.status().stream()
                    .filter(status -> names.contains(status.name()))
                    .toList();
            session.output().print(now.size() == 1 ? now.get(0) : StackView.of(now));
        }
        return 0;
    }
}
