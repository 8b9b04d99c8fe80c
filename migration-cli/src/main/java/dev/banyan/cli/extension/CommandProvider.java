package dev.banyan.cli.extension;

import dev.banyan.cli.session.Session;
import java.util.List;
import picocli.CommandLine;

/**
 * Adds commands to banyan. Implementations have a public constructor without parameters, are named in
 * {@code META-INF/services/dev.banyan.cli.extension.CommandProvider}, and are asked at every start: they must be quick, and leave all work to
 * the commands.
 */
public interface CommandProvider {
    /**
     * A command and its place.
     *
     * @param parent the command it belongs under, such as {@code stack}; empty for the top level
     * @param name its own name, such as {@code load}
     * @param command the command; the options of every command are added to it
     */
    record Provided(String parent, String name, CommandLine command) {}

    /** @param session what the commands of this invocation share */
    List<Provided> commands(Session session);
}
