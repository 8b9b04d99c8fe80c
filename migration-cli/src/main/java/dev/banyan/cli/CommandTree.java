package dev.banyan.cli;

import dev.banyan.cli.checkup.DoctorCommand;
import dev.banyan.cli.events.EventsCommands;
import dev.banyan.cli.extension.CommandProvider;
import dev.banyan.cli.local.StackCommands;
import dev.banyan.cli.phase.PhaseCommands;
import dev.banyan.cli.playbook.PlaybookCommands;
import dev.banyan.cli.server.ServerCommands;
import dev.banyan.cli.session.GlobalOptions;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.sync.SyncCommands;
import dev.banyan.cli.traffic.TrafficCommands;
import dev.banyan.cli.verify.VerifyCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All commands. Classes of a group are loaded only when the command line names it; the others are known by name and description, which is
 * what makes a start quick.
 */
final class CommandTree {
    private CommandTree() {}

    @Command(
            name = "banyan",
            description = "Moves a live MySQL or MariaDB monolith to services, one capability at a time.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND")
    static final class Root {
        @Mixin
        final GlobalOptions options;

        Root(GlobalOptions options) {
            this.options = options;
        }
    }

    private record Group(String description, Supplier<CommandLine> commands) {}

    /** @param words of the command line: groups that it does not name stay unloaded */
    static CommandLine of(Session session, GlobalOptions options, Set<String> words) {
        CommandLine root = new CommandLine(new Root(options));
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put(
                "doctor", new Group("Examine servers and schemas.", () -> new CommandLine(new DoctorCommand(session))));
        groups.put("phase", new Group("Lead a phase through its life.", () -> PhaseCommands.of(session)));
        groups.put("traffic", new Group("See and change what is routed where.", () -> TrafficCommands.of(session)));
        groups.put(
                "sync",
                new Group("Streams, quarantine and conflicts; run the server.", () -> SyncCommands.of(session)));
        groups.put(
                "verify",
                new Group("Compare both databases of a phase.", () -> new CommandLine(new VerifyCommand(session))));
        groups.put(
                "events",
                new Group("Publish events again, import views anew, dead letters.", () -> EventsCommands.of(session)));
        groups.put("proxy", new Group("Run a proxy in the foreground.", () -> ServerCommands.proxy(session)));
        groups.put("stack", new Group("A whole migration on this machine.", () -> StackCommands.of(session)));
        groups.put("playbook", new Group("Run a phase step by step.", () -> PlaybookCommands.of(session)));
        groups.forEach((name, group) -> root.addSubcommand(
                name, words.contains(name) ? group.commands().get() : placeholder(name, group.description())));
        boolean onlyVersion = words.equals(Set.of("--version")) || words.equals(Set.of("-V"));
        if (!onlyVersion) {
            provided(root, session);
        }
        return root;
    }

    private static void provided(CommandLine root, Session session) {
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            for (CommandProvider.Provided provided : provider.commands(session)) {
                @Nullable
                CommandLine parent = provided.parent().isEmpty()
                        ? root
                        : root.getSubcommands().get(provided.parent());
                if (parent == null) {
                    throw new IllegalStateException("Command '" + provided.name() + "' of "
                            + provider.getClass().getName() + " belongs under unknown '" + provided.parent() + "'.");
                }
                parent.addSubcommand(provided.name(), provided.command());
            }
        }
    }

    private static CommandLine placeholder(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        return new CommandLine(spec);
    }
}
