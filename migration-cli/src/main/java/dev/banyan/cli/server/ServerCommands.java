package dev.banyan.cli.server;

import dev.banyan.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code banyan proxy run} and {@code banyan sync run}. */
public final class ServerCommands {
    private ServerCommands() {}

    @Command(name = "proxy", description = "Run a proxy in the foreground.", mixinStandardHelpOptions = true)
    private static final class ProxyGroup {}

    /** The group {@code proxy}. */
    public static CommandLine proxy(Session session) {
        return new CommandLine(new ProxyGroup())
                .addSubcommand("run", new CommandLine(new Run(session, "strangler-proxy")));
    }

    /** The command {@code run} of the group {@code sync}. */
    public static CommandLine sync(Session session) {
        return new CommandLine(new Run(session, "cdc-sync"));
    }

    @Command(
            name = "run",
            description = "Run the server in the foreground, until Ctrl-C.",
            mixinStandardHelpOptions = true)
    private static final class Run implements Callable<Integer> {
        private final Session session;
        private final String artifact;

        @Parameters(
                arity = "0..*",
                paramLabel = "ARGUMENT",
                description = "Further arguments of the server, after --, such as -- --banyan.proxy.id=p2")
        private List<String> arguments = List.of();

        Run(Session session, String artifact) {
            this.session = session;
            this.artifact = artifact;
        }

        @Override
        public Integer call() {
            return new Foreground(session, artifact).run(arguments);
        }
    }
}
