package dev.banyan.cli.session;

import java.io.PrintWriter;
import java.util.List;

/** Runs a banyan command line inside this process. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * @param arguments what a person would type after {@code banyan}
     * @return the exit code, as documented in docs/exit-codes.md
     */
    int run(List<String> arguments, PrintWriter out, PrintWriter err);
}
