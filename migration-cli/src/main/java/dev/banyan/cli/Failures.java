package dev.banyan.cli;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.output.Style;
import dev.banyan.cli.session.Surroundings;
import dev.banyan.cli.shift.ShiftRefusedException;
import dev.banyan.cli.stack.StackException;
import dev.banyan.control.shift.ShiftLostException;
import dev.banyan.control.shift.ShiftRunningException;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.yaml.DidYouMean;
import dev.banyan.control.yaml.InvalidFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message and an exit code. Only a bug has a stack trace, and that goes to a file. */
final class Failures {
    private final Surroundings around;
    private final Style style;

    Failures(Surroundings around) {
        this.around = around;
        this.style = new Style(around.terminal() && Ansi.AUTO.enabled());
    }

    int badCommandLine(ParameterException e, String[] arguments) {
        if (e.getMessage() != null && e.getMessage().startsWith("Missing required subcommand")) {
            e.getCommandLine().usage(around.err());
            return ExitCode.USAGE.code();
        }
        StringBuilder message = new StringBuilder();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            message.append(unknown(e.getCommandLine(), unmatched.getUnmatched().get(0)));
        } else {
            message.append(e.getMessage());
        }
        message.append("\nSee: ")
                .append(e.getCommandLine().getCommandSpec().qualifiedName())
                .append(" --help");
        return tell(ExitCode.USAGE, message.toString());
    }

    private static String unknown(CommandLine command, String word) {
        Set<String> known = word.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String name = command.getCommandSpec().qualifiedName();
        String what = word.startsWith("-") || known.isEmpty() ? "no argument '" : "no command '";
        return "'" + name + "' has " + what + word + "'." + DidYouMean.hint(word, known);
    }

    int report(Throwable e) {
        if (e instanceof CommandFailure failure) {
            return tell(failure.code(), String.valueOf(failure.getMessage()));
        }
        if (e instanceof InvalidFileException) {
            return tell(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        if (e instanceof ShiftRefusedException refused) {
            return tell(ExitCode.REFUSED, "Refused:\n- " + String.join("\n- ", refused.reasons()));
        }
        if (e instanceof ShiftRunningException) {
            return tell(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        }
        if (e instanceof ShiftLostException) {
            return tell(ExitCode.ABORTED, String.valueOf(e.getMessage()));
        }
        if (e instanceof StoreUnavailableException || e instanceof StackException) {
            return tell(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()));
        }
        if (e instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            return tell(ExitCode.ABORTED, "Interrupted.");
        }
        return bug(e);
    }

    private int tell(ExitCode code, String message) {
        around.err().println(style.red("banyan: ") + message);
        around.err().flush();
        return code.code();
    }

    private int bug(Throwable e) {
        String name = "banyan-bug-"
                + LocalDateTime.now(java.time.ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"))
                + ".log";
        Path file = around.directory().resolve(".banyan/logs").resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException cannot) {
            file = Path.of(System.getProperty("java.io.tmpdir")).resolve(name);
        }
        try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(file))) {
            e.printStackTrace(log);
        } catch (IOException cannot) {
            e.printStackTrace(around.err());
        }
        return tell(ExitCode.BUG, "This is a bug in banyan: " + e + "\nThe stack trace is in " + file);
    }
}
