package dev.banyan.cli.events;

import dev.banyan.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code banyan events ...}. */
public final class EventsCommands {
    private EventsCommands() {}

    @Command(
            name = "events",
            description = "Publish events again, import views anew, deal with what subscribers gave up.",
            mixinStandardHelpOptions = true)
    private static final class Group {}

    @Command(name = "dlq", description = "Dead letters: what subscribers gave up.", mixinStandardHelpOptions = true)
    private static final class DeadLetterGroup {}

    public static CommandLine of(Session session) {
        CommandLine deadLetters = new CommandLine(new DeadLetterGroup())
                .addSubcommand(new DeadLetterCommands.ListAll(session))
                .addSubcommand(new DeadLetterCommands.Show(session))
                .addSubcommand(DeadLetterCommands.redrive(session))
                .addSubcommand(DeadLetterCommands.drop(session));
        return new CommandLine(new Group())
                .addSubcommand(new BacklogCommand(session))
                .addSubcommand(new RepublishCommand(session))
                .addSubcommand(new ImportCommand(session))
                .addSubcommand("dlq", deadLetters);
    }
}
