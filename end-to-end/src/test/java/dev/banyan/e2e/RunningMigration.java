package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.Banyan;
import dev.banyan.cli.session.Surroundings;
import dev.banyan.cli.shift.ShiftCoordinator;
import dev.banyan.cli.shift.ShiftListener;
import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import dev.banyan.playbooks.check.CheckReport;
import dev.banyan.playbooks.check.CheckSources;
import dev.banyan.playbooks.check.Checker;
import dev.banyan.playbooks.check.PaymentsOwner;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demo's whole stack in a folder of its own under target, small, with the payments phase synced and a load running. */
final class RunningMigration implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Path home = BanyanProcess.home();
    private final Path directory;
    private final Stack stack;
    private final Migration migration;
    private final ControlStore store;
    private final Load load;
    private final Path log;

    private RunningMigration(String name, int orders, int rate, long seed) {
        try {
            directory = Files.createDirectories(home.resolve("end-to-end/target/" + name));
            Path stackFile = directory.resolve("stack.yaml");
            Files.writeString(stackFile, smaller(Files.readString(home.resolve("playbooks/stack.yaml")), orders));
            stack = Stack.open(stackFile, directory, home);
            stack.down(StackListener.SILENT);
            stack.wipe();
            stack.up(StackListener.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        migration = MigrationFile.read(config());
        store = ControlStore.open(migration.control(), 3);
        store.migrate();
        log = directory.resolve("requests.ndjson");
        System.out.println("end-to-end " + name + ": seed " + seed);
        Map<String, URI> proxies = new LinkedHashMap<>();
        for (String proxy : List.of("proxy-1", "proxy-2")) {
            proxies.put(proxy, URI.create("http://127.0.0.1:" + stack.port(proxy)));
        }
        load = Load.start(new LoadPlan(proxies, rate, seed, log));
    }

    static RunningMigration start(String name, int orders, int rate) {
        return new RunningMigration(name, orders, rate, System.nanoTime() % 100_000);
    }

    /** Lets the phase shift although frozen proxies fail their customers; to be called before it is started. */
    void openTrafficGates() {
        try {
            String strict = Files.readString(config());
            String open = strict.replaceFirst("error-rate: [^,]*", "error-rate: 90%")
                    .replaceFirst("p99-ratio: [^,]*", "p99-ratio: 1000");
            assertThat(open).isNotEqualTo(strict);
            Files.writeString(config(), open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack's own file, with less to seed. */
    private static String smaller(String yaml, int orders) {
        String seeded = yaml.replaceAll("\\s+- --ruby\\.seed\\.[^\n]*", "")
                .replace(
                        "      - --ruby.payments.mode=http",
                        "      - --ruby.seed.members=500\n      - --ruby.seed.shops=20\n      - --ruby.seed.orders="
                                + orders + "\n      - --ruby.payments.mode=http");
        assertThat(seeded).contains("--ruby.seed.orders=" + orders);
        return seeded;
    }

    Stack stack() {
        return stack;
    }

    ControlStore store() {
        return store;
    }

    Migration migration() {
        return migration;
    }

    Load load() {
        return load;
    }

    Path config() {
        return directory.resolve(".banyan/migration.yaml");
    }

    /** What a command printed and how it ended. */
    record Printed(int code, String out, String err) {}

    /** Runs one banyan command line in this process. */
    Printed banyan(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                directory, home, config(), System.getenv(), false, new PrintWriter(out), new PrintWriter(err));
        int code = Banyan.run(List.of(arguments), around);
        return new Printed(code, out.toString(), err.toString());
    }

    /** As {@link #banyan}, for a command that must succeed. */
    Printed must(String... arguments) {
        Printed printed = banyan(arguments);
        assertThat(printed.code())
                .as("banyan %s\n%s\n%s", String.join(" ", arguments), printed.out(), printed.err())
                .isZero();
        return printed;
    }

    /** Runs a shift in this process with a listener of the test's. */
    ShiftReport shift(ShiftRequest request, ShiftListener listener) {
        return new ShiftCoordinator(migration, store, "test", listener).run(request);
    }

    Phase phase() {
        return new Phases(store).find("payments").orElseThrow();
    }

    /** Waits until no shift runs (finishing or aborting one that was left), every proxy routes by the newest revision, and the phase's streams are up. */
    void settle() {
        await().atMost(SETTLED).ignoreException(StoreUnavailableException.class).until(() -> {
            if (new ShiftJournal(store).running().isPresent()) {
                banyan("phase", "resume", "payments");
            }
            Revision newest = new Revisions(store).newest();
            return new ShiftJournal(store).running().isEmpty()
                    && newest.document().phases().values().stream().allMatch(phase -> phase.shift() == null)
                    && new Fleet(store).list().size() == 2
                    && new Fleet(store).list().stream().allMatch(proxy -> proxy.revision() == newest.number());
        });
        await().atMost(SETTLED).until(() -> {
            List<StreamRecord> streams = new Streams(store)
                    .list().stream()
                            .filter(stream -> wanted().contains(stream.report().direction()))
                            .toList();
            return streams.size() == wanted().size()
                    && streams.stream()
                            .allMatch(stream ->
                                    stream.streaming() && stream.report().lagMillis() < 2_000);
        });
    }

    /** The streams that the phase calls for: both, until it is complete. */
    private Set<Direction> wanted() {
        return phase().state() == PhaseState.COMPLETE ? EnumSet.of(Direction.REVERSE) : EnumSet.allOf(Direction.class);
    }

    /** Settles, then asserts that journal, routing and phase agree on one owner and both databases are equal. */
    void assertWhole() {
        settle();
        int split = new Revisions(store)
                .newest()
                .document()
                .phases()
                .get("payments")
                .split();
        assertThat(phase().split()).as("phase and routing").isEqualTo(split);
        must("verify", "payments");
    }

    /** Ends the load and asserts every promise to its customers: nothing lost, doubled or changed, and no request failed. */
    void assertPromisesKept(PaymentsOwner owner) {
        assertNoWriteLost(owner);
        assertThat(load.failures()).isEmpty();
    }

    /** Ends the load and asserts that every acknowledged write is where it belongs, once, as it was told. */
    void assertNoWriteLost(PaymentsOwner owner) {
        load.close();
        settle();
        CheckReport report = Checker.check(
                new CheckSources(
                        log,
                        migration.monolith().database(),
                        migration.services().get("payment").database(),
                        URI.create("http://127.0.0.1:" + stack.port("gateway"))),
                owner);
        assertThat(report.acknowledgedWrites()).isPositive();
        assertThat(report.findings()).isEmpty();
    }

    @Override
    public void close() {
        load.close();
        store.close();
        stack.down(StackListener.SILENT);
    }
}
