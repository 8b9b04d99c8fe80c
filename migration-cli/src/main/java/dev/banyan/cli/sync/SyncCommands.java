package dev.banyan.cli.sync;

import dev.banyan.cli.server.ServerCommands;
import dev.banyan.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code banyan sync ...}. */
public final class SyncCommands {
    private SyncCommands() {}

    @Command(
            name = "sync",
            description = "Streams, quarantine and conflicts; run the server.",
            mixinStandardHelpOptions = true)
    private static final class Group {}

    @Command(name = "quarantine", description = "Rows that could not be applied.", mixinStandardHelpOptions = true)
    private static final class QuarantineGroup {}

    public static CommandLine of(Session session) {
        CommandLine quarantine = new CommandLine(new QuarantineGroup())
                .addSubcommand(new QuarantineCommands.ListAll(session))
                .addSubcommand(new QuarantineCommands.Show(session))
                .addSubcommand(new QuarantineCommands.Retry(session))
                .addSubcommand(new QuarantineCommands.Drop(session));
        return new CommandLine(new Group())
                .addSubcommand(new SyncStatus(session))
                .addSubcommand(PauseCommand.pause(session))
                .addSubcommand(PauseCommand.resume(session))
                .addSubcommand("quarantine", quarantine)
                .addSubcommand(new ConflictsCommand(session))
                .addSubcommand("run", ServerCommands.sync(session));
    }
}
