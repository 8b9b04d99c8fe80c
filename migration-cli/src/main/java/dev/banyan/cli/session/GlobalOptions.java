package dev.banyan.cli.session;

import dev.banyan.cli.output.Format;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command. */
public final class GlobalOptions {
    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The migration file; default: ./migration.yaml, then .banyan/migration.yaml.")
    @Nullable
    Path config;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "table (default), json or yaml.")
    Format format = Format.TABLE;

    @Option(
            names = "--dry-run",
            scope = ScopeType.INHERIT,
            description = "Print the plan that would run, and change nothing.")
    boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            scope = ScopeType.INHERIT,
            description = "Don't ask for confirmation.")
    boolean yes;
}
