package dev.banyan.cli.stack;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.MariaDbException;
import dev.banyan.mariadb.Options;
import dev.banyan.mariadb.OsProcess;
import dev.banyan.mysql.ServerKind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Starts one entry so that it outlives this command, and waits until it serves. */
final class Starter {

    private static final int LINES_SHOWN = 20;

    private final StackFile file;
    private final StateFolder state;
    private final Placeholders placeholders;
    private final Map<String, Integer> ports;
    private final BooleanSupplier cancelled;

    Starter(
            StackFile file,
            StateFolder state,
            Placeholders placeholders,
            Map<String, Integer> ports,
            BooleanSupplier cancelled) {
        this.file = file;
        this.state = state;
        this.placeholders = placeholders;
        this.ports = ports;
        this.cancelled = cancelled;
    }

    /** @throws StackException when it does not serve in time, with the last lines of its log; what was spawned may still run */
    void start(Entry entry) {
        try {
            Files.createDirectories(state.dir().resolve("logs"));
            if (entry instanceof Entry.Database database) {
                startDatabase(database);
            } else if (entry instanceof Entry.Program program) {
                startProgram(program);
            }
        } catch (IOException e) {
            throw new StackException(
                    "Could not start '" + entry.name() + "' (" + place(entry) + "): " + e.getMessage(), e);
        }
    }

    boolean healthy(Entry entry) {
        String health = entry instanceof Entry.Program program ? program.health() : "";
        if (!health.isEmpty()) {
            return Health.answers(placeholders.replace(health));
        }
        Integer port = ports.get(entry.name());
        return port == null || Health.connects(port);
    }

    private void startDatabase(Entry.Database database) {
        Options options = Options.defaults()
                .withDataDirectory(state.data(database.name()))
                .withPort(port(database))
                .withArgs(placeholders.replace(database.args()).toArray(String[]::new))
                .withLogFile(state.log(database.name()))
                .withStartTimeout(database.startTimeout())
                .withDetached(true);
        try {
            ServerKind kind = ServerChoice.of(database, state.data(database.name()));
            DatabaseServer server = kind.start(options, process -> remember(database, process));
            database.schemas().forEach(server::createSchema);
            for (Entry.User user : database.users()) {
                server.createUser(user.name(), placeholders.replace(user.password()));
                user.grants()
                        .forEach((on, privileges) -> server.grant(user.name(), Privileges.on(kind, privileges), on));
            }
        } catch (MariaDbException e) {
            throw new StackException(
                    "Database '" + database.name() + "' (" + place(database) + "): " + e.getMessage(), e);
        }
    }

    private void startProgram(Entry.Program program) throws IOException {
        entryPorts(program).forEach((key, port) -> PortAllocation.checkFree(file, program, key, port));
        Optional<UnpackedJar> jar = program.jar().isEmpty()
                ? Optional.empty()
                : Optional.of(UnpackedJar.of(jar(program), state.programs()));
        Optional<ClassArchive> archive = jar.flatMap(UnpackedJar::archive);
        List<String> archiving = archive.isPresent() ? archive.get().options() : List.of();
        ProcessBuilder builder = new ProcessBuilder(OsProcess.inOwnSession(command(program, jar, archiving)))
                .directory(
                        state.dir().getParent() == null
                                ? null
                                : state.dir().getParent().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        state.log(program.name()).toFile()));
        program.env().forEach((name, value) -> builder.environment().put(name, placeholders.replace(value)));
        Process process = builder.start();
        remember(program, OsProcess.of(process.toHandle()));
        awaitHealth(program, process);
        if (archive.isPresent()) {
            archive.get().started(java());
        }
    }

    private void awaitHealth(Entry.Program program, Process process) {
        long deadline = System.nanoTime() + program.startTimeout().toNanos();
        while (!healthy(program)) {
            if (!process.isAlive()) {
                throw failed(program, "ended with exit code " + process.exitValue() + " while starting");
            }
            if (System.nanoTime() > deadline) {
                String waited = program.health().isEmpty()
                        ? "take connections"
                        : "answer at " + placeholders.replace(program.health());
                throw failed(
                        program,
                        "did not " + waited + " within "
                                + program.startTimeout().toSeconds() + " s");
            }
            if (cancelled.getAsBoolean() || waitInterrupted(process)) {
                throw new StackException("Starting '" + program.name() + "' was given up.");
            }
        }
        if (!process.isAlive()) {
            throw failed(program, "ended with exit code " + process.exitValue() + " while starting");
        }
    }

    private List<String> command(Entry.Program program, Optional<UnpackedJar> jar, List<String> archiving) {
        List<String> command = new ArrayList<>();
        if (jar.isPresent()) {
            command.add(java());
            command.addAll(placeholders.replace(program.jvm()));
            command.addAll(archiving);
            command.addAll(jar.get().arguments());
        } else {
            command.addAll(placeholders.replace(program.command()));
        }
        command.addAll(placeholders.replace(program.args()));
        return command;
    }

    private String java() {
        return placeholders.replace("${java}");
    }

    /** @throws StackException when the jar is not there */
    Path jar(Entry.Program program) {
        Path jar = Path.of(placeholders.replace(program.jar())).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new StackException("The jar of '" + program.name() + "' does not exist: " + jar + " ("
                    + place(program) + "). Build it first: mvn -DskipTests package");
        }
        return jar;
    }

    private void remember(Entry entry, OsProcess process) {
        state.save(new Run(entry.name(), process, file.wave(entry), false));
    }

    private StackException failed(Entry entry, String what) {
        LogFile log = new LogFile(state.log(entry.name()));
        return new StackException("'" + entry.name() + "' " + what + " (" + place(entry) + "). The end of its log, "
                + log.path() + ":\n  " + String.join("\n  ", log.lastLines(LINES_SHOWN)));
    }

    private Map<String, Integer> entryPorts(Entry entry) {
        Map<String, Integer> own = new TreeMap<>(ports);
        own.keySet().retainAll(entry.ports().keySet());
        return own;
    }

    private int port(Entry entry) {
        Integer port = ports.get(entry.name());
        return port == null ? 0 : port;
    }

    private String place(Entry entry) {
        return file.path() + ":" + entry.line();
    }

    private static boolean waitInterrupted(Process process) {
        try {
            process.waitFor(Duration.ofMillis(100).toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
