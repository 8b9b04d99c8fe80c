package dev.banyan.cli.phase;

import dev.banyan.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code banyan phase ...}. */
public final class PhaseCommands {
    private PhaseCommands() {}

    @Command(name = "phase", description = "Lead a phase through its life.", mixinStandardHelpOptions = true)
    private static final class Group {}

    public static CommandLine of(Session session) {
        return new CommandLine(new Group())
                .addSubcommand(new PhaseList(session))
                .addSubcommand(new PhaseShow(session))
                .addSubcommand(new PhaseStart(session))
                .addSubcommand(new ShiftCommands.Shift(session))
                .addSubcommand(new ShiftCommands.Cutover(session))
                .addSubcommand(new ShiftCommands.Rollback(session))
                .addSubcommand(new ShiftCommands.Resume(session))
                .addSubcommand(new PhaseComplete(session))
                .addSubcommand(new PhaseCancel(session));
    }
}
