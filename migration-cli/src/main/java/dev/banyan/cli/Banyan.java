package dev.banyan.cli;

import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.GlobalOptions;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.session.Surroundings;
import dev.banyan.cli.session.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** The {@code banyan} command. */
public final class Banyan {
    /** Commands that answer Ctrl-C by ending their work in order; the others end, or clean up, by themselves. */
    private static final Set<String> INTERRUPTIBLE =
            Set.of("doctor", "phase", "traffic", "sync", "verify", "playbook", "proxy");

    private Banyan() {}

    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Path directory = Path.of("").toAbsolutePath();
        Surroundings around =
                new Surroundings(directory, Home.find(directory), null, System.getenv(), Terminal.present(), out, err);
        int code;
        if (INTERRUPTIBLE.contains(command(arguments))) {
            code = new Interruption().guard(() -> run(arguments, around));
        } else {
            code = run(arguments, around);
        }
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** The first word that is neither an option nor an option's value; empty when there is none. */
    private static String command(List<String> arguments) {
        boolean value = false;
        for (String argument : arguments) {
            if (!value && !argument.startsWith("-")) {
                return argument;
            }
            value = !value && Set.of("--config", "-o", "--output").contains(argument);
        }
        return "";
    }

    /**
     * Runs one command line in this process. Never exits the process.
     *
     * @return the exit code, see docs/exit-codes.md
     */
    public static int run(List<String> arguments, Surroundings around) {
        GlobalOptions options = new GlobalOptions();
        Failures failures = new Failures(around);
        Session[] self = new Session[1];
        try (Session session = new Session(
                options,
                around,
                (more, out, err) -> run(
                        more,
                        around.withOutput(out, err)
                                .withConfig(self[0] == null ? around.config() : self[0].chosenConfig())))) {
            self[0] = session;
            CommandLine line;
            try {
                line = CommandTree.of(session, options, Set.copyOf(arguments));
            } catch (RuntimeException e) {
                return failures.report(e);
            }
            line.setOut(around.out());
            line.setErr(around.err());
            line.setCaseInsensitiveEnumValuesAllowed(true);
            line.setParameterExceptionHandler(failures::badCommandLine);
            line.setExecutionExceptionHandler((e, command, parsed) -> failures.report(e));
            line.setExitCodeExceptionMapper(e -> ExitCode.BUG.code());
            return line.execute(arguments.toArray(String[]::new));
        } finally {
            around.out().flush();
            around.err().flush();
        }
    }
}
