package dev.banyan.cli.stack;

import dev.banyan.mariadb.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stack of one directory: what its stack file describes, with all state under that directory's {@code .banyan}. What it starts outlives
 * this process. Changes by several processes wait for each other; all of them may be repeated.
 */
public final class Stack {

    private final StackFile file;
    private final StateFolder state;
    private final Path home;

    private Stack(StackFile file, StateFolder state, Path home) {
        this.file = file;
        this.state = state;
        this.home = home;
    }

    /**
     * Reads a stack file; starts nothing.
     *
     * @param directory where {@code .banyan} lies, and in which processes run
     * @param home what {@code ${home}} stands for: the folder that jars and templates are found in
     * @throws dev.banyan.control.yaml.InvalidFileException with every mistake of the file and its line
     */
    public static Stack open(Path file, Path directory, Path home) {
        return new Stack(
                StackFile.read(file), stateIn(directory), home.toAbsolutePath().normalize());
    }

    /**
     * Gives a directory's stack a file of its own, which goes before all others until {@link #down}: what was started from it is started
     * from it again.
     *
     * @throws dev.banyan.control.yaml.InvalidFileException with every mistake of the text and its line
     */
    public static Stack openOwn(String text, Path directory, Path home) {
        Path own = ownFile(directory);
        try {
            PrivateFiles.write(own, text);
        } catch (IOException e) {
            throw new StackException("Could not write " + own + ": " + e.getMessage(), e);
        }
        return open(own, directory, home);
    }

    /** Where the file of {@link #openOwn} lies while there is one. */
    public static Path ownFile(Path directory) {
        return stateIn(directory).ownFile();
    }

    private static StateFolder stateIn(Path directory) {
        return new StateFolder(directory.toAbsolutePath().normalize().resolve(".banyan"));
    }

    /**
     * Starts all that does not run, but for what is on demand, each entry once those it waits for serve, and returns when all serve. Leftovers of
     * a start that did not come to its end are stopped first. When one fails, or this JVM is told to end (Ctrl-C), what this call started is stopped again.
     *
     * @throws StackException when something can't be started, with the end of its log
     */
    public void up(StackListener listener) {
        StackLock.holding(state.dir(), () -> {
            boolean wasUp = state.isUp();
            state.markUp(false);
            stop(leftovers(wasUp), listener);
            Set<String> running = running();
            Map<String, Integer> ports = PortAllocation.allocate(file, state.ports(), running);
            state.savePorts(ports);
            running.forEach(listener::alreadyRunning);
            List<Entry> missing = file.always().stream()
                    .filter(entry -> !running.contains(entry.name()))
                    .sorted(Comparator.comparingInt(file::wave))
                    .toList();
            missing.forEach(entry -> delete(state.log(entry.name())));
            Launch launch = new Launch();
            Starter starter = new Starter(file, state, placeholders(), ports, launch::cancelled);
            missing.stream()
                    .filter(entry -> entry instanceof Entry.Program program
                            && !program.jar().isEmpty())
                    .forEach(entry -> starter.jar((Entry.Program) entry));
            writeFiles();
            launch(launch, missing, starter, listener);
            state.markUp(true);
        });
    }

    /** Stops all that runs, in reverse order of starting; data, logs and ports stay, a stack file of its own goes. */
    public void down(StackListener listener) {
        StackLock.holding(state.dir(), () -> {
            state.markUp(false);
            stop(state.runs(), listener);
            delete(state.ownFile());
        });
    }

    /**
     * Deletes the stack's data, logs, secrets and files: all of {@code .banyan}.
     *
     * @throws StackException while something runs
     */
    public void wipe() {
        StackLock.holding(state.dir(), () -> {
            Set<String> running = running();
            if (!running.isEmpty()) {
                throw new StackException(
                        "Still running: " + String.join(", ", running) + ". First run: banyan stack down");
            }
            try (Stream<Path> found = Files.walk(state.dir())) {
                found.sorted(Comparator.reverseOrder()).forEach(Stack::delete);
            } catch (IOException e) {
                throw new StackException("Could not delete " + state.dir() + ": " + e.getMessage(), e);
            }
        });
    }

    /** Every entry as it is now, in file order; asks each running one for its health. */
    public List<EntryStatus> status() {
        Starter starter = starter(state.ports());
        return file.entries().values().parallelStream()
                .map(entry -> status(entry, starter))
                .toList();
    }

    /** The names of all entries, in file order. */
    public List<String> names() {
        return List.copyOf(file.entries().keySet());
    }

    /** The names of the entries that {@link #up} starts, in file order. */
    public List<String> namesAtUp() {
        return file.always().stream().map(Entry::name).toList();
    }

    /** The end of an entry's log, at most {@code count} lines. */
    public List<String> lastLines(String name, int count) {
        return new LogFile(log(name)).lastLines(count);
    }

    /** Passes on the log's lines as they are written, until this thread is interrupted. */
    public void follow(String name, Consumer<String> lines) {
        Path log = log(name);
        if (!Files.exists(log)) {
            throw new StackException("'" + name + "' has no log yet. Start it: banyan stack start " + name);
        }
        try {
            new LogFile(log).follow(Files.size(log), lines);
        } catch (IOException e) {
            throw new StackException("Could not read " + log + ": " + e.getMessage(), e);
        }
    }

    /** The file that an entry prints to. */
    public Path log(String name) {
        return state.log(file.entry(name).name());
    }

    /** Ends an entry as {@code kill -9} does. */
    public void kill(String name) {
        change(name, run -> {
            run.process().kill();
            return run.withPaused(false);
        });
    }

    /** Freezes an entry (SIGSTOP). */
    public void pause(String name) {
        change(name, run -> {
            run.process().pause();
            return run.withPaused(true);
        });
    }

    /** Lets a paused entry run on (SIGCONT). */
    public void resume(String name) {
        change(name, run -> {
            run.process().resume();
            return run.withPaused(false);
        });
    }

    /** Starts an entry that is down, on the ports it had, and returns when it serves. Does nothing when it runs. */
    public void start(String name, StackListener listener) {
        start(List.of(name), listener);
    }

    /** Starts the entries, and what they wait for that is on demand, as far as they are down; returns when all serve. */
    public void start(List<String> names, StackListener listener) {
        List<Entry> entries = names.stream()
                .flatMap(name -> file.demanded(name).stream())
                .distinct()
                .sorted(Comparator.comparingInt(file::wave))
                .toList();
        StackLock.holding(state.dir(), () -> {
            Set<String> running = running();
            entries.stream().map(Entry::name).filter(running::contains).forEach(listener::alreadyRunning);
            List<Entry> missing = entries.stream()
                    .filter(entry -> !running.contains(entry.name()))
                    .toList();
            Map<String, Integer> ports = state.ports();
            if (!missing.stream()
                    .allMatch(entry -> ports.keySet().containsAll(entry.ports().keySet()))) {
                throw new StackException("The stack has not been started in " + state.dir() + ". Run: banyan stack up");
            }
            Launch launch = new Launch();
            launch(launch, missing, new Starter(file, state, placeholders(), ports, launch::cancelled), listener);
        });
    }

    /**
     * A port of the stack.
     *
     * @param key {@code NAME} or {@code NAME.EXTRA}
     */
    public int port(String key) {
        return Integer.parseInt(placeholders().replace("${port." + key + "}"));
    }

    /** A secret's value; made now if it is new. */
    public String secret(String name) {
        return state.secrets().value(name);
    }

    /** A text with the placeholders of stack files replaced. */
    public String replace(String text) {
        return placeholders().replace(text);
    }

    /** JDBC URL of a schema of an embedded database; {@code root} has no password. */
    public String databaseUrl(String database, String schema) {
        return "jdbc:mysql://127.0.0.1:" + port(database) + "/" + schema
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=LOCAL"
                + "&forceConnectionTimeZoneToSession=false";
    }

    private void launch(Launch launch, List<Entry> entries, Starter starter, StackListener listener) {
        CountDownLatch over = new CountDownLatch(1);
        Thread onExit = new Thread(() -> giveUp(launch, over), "stack-give-up");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            launch.run(entries, starter, listener);
        } catch (RuntimeException e) {
            stop(runsOf(launch.begun()), listener);
            throw e;
        } finally {
            over.countDown();
            removeHook(onExit);
        }
    }

    /** Ctrl-C: the launching thread notices, stops what it began, and is waited for. */
    private static void giveUp(Launch launch, CountDownLatch over) {
        launch.cancel();
        try {
            boolean stopped = over.await(60, TimeUnit.SECONDS);
            if (!stopped) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is what waits for us.
        }
    }

    private List<Run> leftovers(boolean wasUp) {
        return state.runs().stream()
                .filter(run -> !wasUp || !file.entries().containsKey(run.name()))
                .toList();
    }

    private List<Run> runsOf(List<String> names) {
        return state.runs().stream().filter(run -> names.contains(run.name())).toList();
    }

    private void stop(List<Run> runs, StackListener listener) {
        Shutdown.stop(runs, run -> {
            boolean wasAlive = run.alive();
            run.process().stop(Shutdown.PATIENCE);
            state.forget(run.name());
            if (wasAlive) {
                listener.stopped(run.name());
            }
        });
    }

    private Set<String> running() {
        return state.runs().stream().filter(Run::alive).map(Run::name).collect(Collectors.toSet());
    }

    private void change(String name, UnaryOperator<Run> action) {
        file.entry(name);
        StackLock.holding(state.dir(), () -> {
            Run run = state.run(name)
                    .filter(Run::alive)
                    .orElseThrow(() ->
                            new StackException("'" + name + "' is not running. Start it: banyan stack start " + name));
            state.save(action.apply(run));
        });
    }

    private EntryStatus status(Entry entry, Starter starter) {
        Map<String, Integer> ports = new TreeMap<>(state.ports());
        ports.keySet().retainAll(entry.ports().keySet());
        Integer main = ports.remove(entry.name());
        Map<String, Integer> extra = ports.entrySet().stream()
                .collect(Collectors.toMap(
                        port -> port.getKey().substring(entry.name().length() + 1), Map.Entry::getValue));
        Run run = state.run(entry.name()).orElse(new Run(entry.name(), new OsProcess(0, Instant.EPOCH), 0, false));
        EntryStatus.State now = EntryStatus.State.STOPPED;
        if (run.alive()) {
            now = run.paused() ? EntryStatus.State.PAUSED : EntryStatus.State.RUNNING;
        } else if (run.process().pid() != 0) {
            now = EntryStatus.State.DIED;
        }
        boolean healthy = now == EntryStatus.State.RUNNING && starter.healthy(entry);
        return new EntryStatus(
                entry.name(), entry.kind(), now, run.process().pid(), main == null ? 0 : main, extra, healthy);
    }

    private void writeFiles() {
        Placeholders placeholders = placeholders();
        for (StackFile.Template template : file.files()) {
            Path from = Path.of(placeholders.replace(template.from()));
            try {
                PrivateFiles.write(
                        Path.of(placeholders.replace(template.to())), placeholders.replace(Files.readString(from)));
            } catch (IOException e) {
                throw new StackException(
                        "Could not write " + template.to() + " from " + from + " (" + file.path() + "): "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private Starter starter(Map<String, Integer> ports) {
        return new Starter(file, state, placeholders(), ports, () -> false);
    }

    private Placeholders placeholders() {
        return new Placeholders(state.dir(), home, state.ports(), state.secrets());
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
