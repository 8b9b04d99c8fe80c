package dev.banyan.cli.traffic;

import dev.banyan.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code banyan traffic ...}. */
public final class TrafficCommands {
    private TrafficCommands() {}

    @Command(name = "traffic", description = "See and change what is routed where.", mixinStandardHelpOptions = true)
    private static final class Group {}

    public static CommandLine of(Session session) {
        return new CommandLine(new Group())
                .addSubcommand(new TrafficShow(session))
                .addSubcommand(new TrafficStatus(session))
                .addSubcommand(new TrafficSet(session))
                .addSubcommand(new TrafficTrace(session))
                .addSubcommand(new TrafficForget(session));
    }
}
