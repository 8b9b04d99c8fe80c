package dev.banyan.cli.session;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs.
 *
 * @param directory in which migration.yaml and {@code .banyan} are looked up
 * @param home the folder of the project or installation: playbooks and the servers' jars are under it
 * @param config the migration file to use when {@code --config} is not given; null: look one up
 * @param terminal whether a person sees the output and can be asked
 */
public record Surroundings(
        Path directory,
        Path home,
        @Nullable Path config,
        Map<String, String> environment,
        boolean terminal,
        PrintWriter out,
        PrintWriter err) {

    public Surroundings withOutput(PrintWriter newOut, PrintWriter newErr) {
        return new Surroundings(directory, home, config, environment, false, newOut, newErr);
    }

    public Surroundings withConfig(@Nullable Path file) {
        return new Surroundings(directory, home, file, environment, terminal, out, err);
    }
}
