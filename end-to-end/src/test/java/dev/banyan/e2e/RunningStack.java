package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.shift.ShiftCoordinator;
import dev.banyan.cli.shift.ShiftListener;
import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A migration whose servers are real processes, in a folder of its own under target: a stack with two proxies and sync. */
abstract class RunningStack implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(60);
    static final long SMALL_LAG_MILLIS = 2_000;

    private final Path directory;
    private final Stack stack;
    private final Migration migration;
    private final ControlStore store;
    private final CommandLine commands;

    /** Starts it anew, with nothing left of a run before. The stack's files include {@code ${dir}/migration.yaml}. */
    RunningStack(Path directory, String stackYaml) {
        this.directory = directory;
        try {
            Path file = Files.writeString(Files.createDirectories(directory).resolve("stack.yaml"), stackYaml);
            stack = Stack.open(file, directory, BanyanProcess.home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stack.down(StackListener.SILENT);
        stack.wipe();
        stack.up(StackListener.SILENT);
        migration = MigrationFile.read(config());
        store = ControlStore.open(migration.control(), 3);
        store.migrate();
        commands = new CommandLine(directory, config(), System.getenv());
    }

    /** The folder of the run with this name. */
    static Path folder(String name) {
        return BanyanProcess.home().resolve("end-to-end/target/" + name);
    }

    final Path directory() {
        return directory;
    }

    final Stack stack() {
        return stack;
    }

    final ControlStore store() {
        return store;
    }

    final Migration migration() {
        return migration;
    }

    final Path config() {
        return directory.resolve(".banyan/migration.yaml");
    }

    final URI address(String entry) {
        return URI.create("http://127.0.0.1:" + stack.port(entry));
    }

    final Phase phase(String name) {
        return new Phases(store).find(name).orElseThrow();
    }

    /** Runs one banyan command that must succeed, in this process. */
    final CommandLine.Printed must(String... arguments) {
        return commands.must(arguments);
    }

    /** Runs a shift in this process with a listener of the test's. */
    final ShiftReport shift(ShiftRequest request, ShiftListener listener) {
        return new ShiftCoordinator(migration, store, "test", listener).run(request);
    }

    /** Waits until no shift runs (finishing or aborting one that was left), every proxy routes by the newest revision, and all streams are up. */
    final void settle() {
        await().atMost(SETTLED).ignoreException(StoreUnavailableException.class).until(() -> {
            Optional<Shift> left = new ShiftJournal(store).running();
            left.ifPresent(shift -> commands.run("phase", "resume", shift.phase()));
            Revision newest = new Revisions(store).newest();
            return new ShiftJournal(store).running().isEmpty()
                    && newest.document().phases().values().stream().allMatch(phase -> phase.shift() == null)
                    && new Fleet(store).list().size() == 2
                    && new Fleet(store).list().stream().allMatch(proxy -> proxy.revision() == newest.number());
        });
        await().atMost(SETTLED).until(() -> new Phases(store).list().stream().allMatch(this::streams));
    }

    private boolean streams(Phase phase) {
        Set<Direction> wanted = wanted(phase);
        List<StreamRecord> streams = new Streams(store)
                .list().stream()
                        .filter(stream -> stream.report().phase().equals(phase.name()))
                        .filter(stream -> wanted.contains(stream.report().direction()))
                        .toList();
        return streams.size() == wanted.size() && streams.stream().allMatch(RunningStack::keepsUp);
    }

    static boolean keepsUp(StreamRecord stream) {
        return stream.streaming() && stream.report().lagMillis() < SMALL_LAG_MILLIS;
    }

    /** The streams that a phase calls for: both, until it is complete. */
    private static Set<Direction> wanted(Phase phase) {
        if (phase.state() != PhaseState.COMPLETE) {
            return EnumSet.allOf(Direction.class);
        }
        return phase.definition().after() == After.SYNC ? EnumSet.of(Direction.REVERSE) : Set.of();
    }

    /** Settles, then asserts that journal, routing and phase agree on one owner and both databases are equal. */
    final void assertWhole(String phase) {
        settle();
        int split = new Revisions(store).newest().document().phases().get(phase).split();
        assertThat(phase(phase).split()).as("phase and routing").isEqualTo(split);
        must("verify", phase);
    }

    @Override
    public void close() {
        store.close();
        stack.down(StackListener.SILENT);
    }
}
