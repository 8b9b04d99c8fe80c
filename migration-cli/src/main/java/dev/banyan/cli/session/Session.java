package dev.banyan.cli.session;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.output.Format;
import dev.banyan.cli.output.Output;
import dev.banyan.cli.output.Style;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.yaml.DidYouMean;
import dev.banyan.control.yaml.InvalidFileException;
import dev.banyan.control.yaml.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * One invocation of banyan. Reads migration.yaml and opens the control store when a command first asks for them, not before. For one
 * thread.
 */
public final class Session implements AutoCloseable {
    private final GlobalOptions options;
    private final Surroundings around;
    private final CommandRunner commands;
    private @Nullable Migration migration;
    private @Nullable ControlStore store;
    private @Nullable Output output;

    /** @param commands how a command of this invocation runs others */
    public Session(GlobalOptions options, Surroundings around, CommandRunner commands) {
        this.options = options;
        this.around = around;
        this.commands = commands;
    }

    /** @throws InvalidFileException with every mistake of the file, or when there is none */
    public Migration migration() {
        Migration read = migration;
        if (read == null) {
            read = MigrationFile.read(config());
            migration = read;
        }
        return read;
    }

    /** The migration file that this invocation uses. */
    public Path config() {
        if (options.config != null) {
            return around.directory().resolve(options.config);
        }
        if (around.config() != null) {
            return around.config();
        }
        List<Path> candidates = List.of(
                around.directory().resolve("migration.yaml"), around.directory().resolve(".banyan/migration.yaml"));
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new InvalidFileException(List.of(new Problem(
                        "migration.yaml",
                        0,
                        "There is neither ./migration.yaml nor .banyan/migration.yaml in " + around.directory()
                                + ". Name a file with --config, or start a local stack: banyan stack up"))));
    }

    /** The file named with {@code --config}, here or in the invocation around this one; null when it is looked up. */
    public @Nullable Path chosenConfig() {
        return options.config == null ? around.config() : around.directory().resolve(options.config);
    }

    /** The control store, brought up to this version's schema. */
    public ControlStore store() {
        ControlStore opened = store;
        if (opened == null) {
            opened = ControlStore.open(migration().control(), 2);
            store = opened;
            opened.migrate();
        }
        return opened;
    }

    public Output output() {
        Output made = output;
        if (made == null) {
            boolean colour = around.terminal() && Ansi.AUTO.enabled();
            made = new Output(options.format, new Style(colour), around.out(), around.err());
            output = made;
        }
        return made;
    }

    public Format format() {
        return options.format;
    }

    public boolean dryRun() {
        return options.dryRun;
    }

    public CommandRunner commands() {
        return commands;
    }

    /** The directory in which the command runs. */
    public Path directory() {
        return around.directory();
    }

    /** Where state of this directory lives: {@code .banyan}. */
    public Path stateDirectory() {
        return around.directory().resolve(".banyan");
    }

    /** The folder of the project or installation. */
    public Path home() {
        return around.home();
    }

    public Surroundings surroundings() {
        return around;
    }

    /** Who acts, for journal and audit: user, host and process. */
    public String actor() {
        return System.getProperty("user.name", "unknown") + "@" + host() + "/"
                + ProcessHandle.current().pid();
    }

    /** The phase as migration.yaml defines it now. */
    public PhaseDefinition definition(String phase) {
        return migration().phase(phase).orElseThrow(() -> unknownPhase(phase, Set.of()));
    }

    /** The phase as the control store has it. */
    public Phase startedPhase(String phase) {
        return findPhase(phase)
                .orElseThrow(() -> CommandFailure.refused(
                        "Phase '" + phase + "' is not started. Start it: banyan phase start " + phase));
    }

    /** As {@link #startedPhase}, empty where the phase is known but not started. */
    public Optional<Phase> findPhase(String phase) {
        Phases phases = new Phases(store());
        Optional<Phase> found = phases.find(phase);
        if (found.isEmpty() && migration().phase(phase).isEmpty()) {
            Set<String> started = new TreeSet<>();
            phases.list().forEach(other -> started.add(other.name()));
            throw unknownPhase(phase, started);
        }
        return found;
    }

    /** Where the monolith lives for a phase: where it was relocated to, once it is there. */
    public Home homeOf(PhaseDefinition phase) {
        return Home.of(migration(), new Phases(store()).list(), phase);
    }

    /** Runs the plan, or prints it when that is all that was asked. @return whether it was run */
    public boolean apply(Plan plan) {
        if (dryRun()) {
            output().print(DryRun.of(plan.texts().isEmpty() ? List.of("nothing to do") : plan.texts()));
            return false;
        }
        try {
            for (Plan.Step step : plan.steps()) {
                output().say(step.text());
                step.action().run();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ABORTED, "Interrupted.", e);
        }
    }

    /** Makes sure that the user means it: by {@code --yes}, or by asking on a terminal. A dry run needs no consent. */
    public void confirm(String what) {
        if (options.yes || dryRun()) {
            return;
        }
        if (!around.terminal()) {
            throw CommandFailure.usage(what + " Say --yes if you mean it.");
        }
        if (!Terminal.agrees(what)) {
            throw new CommandFailure(ExitCode.ABORTED, "Nothing was changed.");
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }

    private CommandFailure unknownPhase(String phase, Set<String> started) {
        Set<String> known = new TreeSet<>(migration().phases().keySet());
        known.addAll(started);
        return CommandFailure.usage("There is no phase '" + phase + "'. Declared: " + String.join(", ", known) + "."
                + DidYouMean.hint(phase, known) + " (" + config() + ")");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
