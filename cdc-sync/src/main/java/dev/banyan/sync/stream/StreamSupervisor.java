package dev.banyan.sync.stream;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.Streams;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.fence.ShiftOutcomes;
import dev.banyan.sync.position.Bookkeeping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the streams that the phases in the control store call for, and reports on each. While the store is away, streams
 * go on as they are.
 */
public final class StreamSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSupervisor.class);
    private static final long EVERY_MILLIS = 300;

    private final Migration migration;
    private final ControlStore store;
    private final Phases phases;
    private final Streams streams;
    private final ShiftOutcomes outcomes;
    private final String process;
    private final Map<StreamId, SupervisedStream> supervised = new ConcurrentHashMap<>();
    private final Map<String, PhaseDefinition> known = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ready;
    private boolean prepared;
    private String complaint = "";

    /** @param process what reports call this process */
    public StreamSupervisor(Migration migration, ControlStore store, String process) {
        this.migration = migration;
        this.store = store;
        this.phases = new Phases(store);
        this.streams = new Streams(store);
        this.outcomes = new ShiftOutcomes(store);
        this.process = process;
        this.thread = new Thread(this::supervise, "supervisor");
    }

    public void start() {
        thread.start();
    }

    /** Whether the control store has been read since the start. */
    public boolean ready() {
        return ready;
    }

    /** What all streams last said. */
    public List<StreamReport> reports() {
        return supervised.values().stream().map(SupervisedStream::report).toList();
    }

    /**
     * Tries quarantined changes of a stream again.
     *
     * @param row one and those behind it; null: all
     */
    public CompletableFuture<String> retryQuarantine(StreamId id, @Nullable Long row) {
        return ask(id, applier -> applier.retryQuarantine(row));
    }

    /** Gives up a quarantined change of a stream. */
    public CompletableFuture<String> dropQuarantined(StreamId id, long row) {
        return ask(id, applier -> applier.dropQuarantined(row));
    }

    private CompletableFuture<String> ask(StreamId id, StreamRun.Errand errand) {
        SupervisedStream stream = supervised.get(id);
        return stream == null
                ? CompletableFuture.failedFuture(new IllegalStateException(
                        "No stream " + id.text() + " runs here. Look with: banyan sync status"))
                : stream.ask(errand);
    }

    /** Removes a phase's bookkeeping from its databases; its streams must be gone. */
    public void cleanUp(PhaseDefinition definition) throws SQLException {
        List<Database> databases = definition.feed() ? List.of(monolith()) : List.of(monolith(), service(definition));
        for (Database database : databases) {
            try (Connection connection = database.connect()) {
                for (Direction direction : Direction.values()) {
                    Bookkeeping.forget(connection, new StreamId(definition.name(), direction).text());
                }
                Bookkeeping.forgetFences(connection, definition.name());
            }
        }
        streams.remove(definition.name());
    }

    private void supervise() {
        while (!closing) {
            try {
                tick();
                if (!complaint.isEmpty()) {
                    LOG.info("The control store is back.");
                }
                complaint = "";
                ready = true;
            } catch (StoreUnavailableException e) {
                complain(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                complain("Supervising failed: " + e);
                LOG.debug("supervising", e);
            }
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void complain(String message) {
        if (!message.equals(complaint)) {
            LOG.warn("{} Streams go on as they are; trying again.", message);
        }
        complaint = message;
    }

    private void tick() {
        if (!prepared) {
            store.migrate();
            prepared = true;
        }
        List<Phase> current = phases.list();
        for (Phase phase : current) {
            known.put(phase.name(), phase.definition());
            tend(phase);
        }
        Set<String> names = Set.copyOf(current.stream().map(Phase::name).toList());
        for (String gone : List.copyOf(known.keySet())) {
            if (!names.contains(gone)) {
                cancel(gone);
            }
        }
    }

    private void tend(Phase phase) {
        Set<Direction> wanted = wanted(phase);
        for (Direction direction : Direction.values()) {
            StreamId id = new StreamId(phase.name(), direction);
            SupervisedStream stream = supervised.get(id);
            if (stream == null && wanted.contains(direction)) {
                stream = supervised(id, phase.definition());
                supervised.put(id, stream);
            }
            if (stream == null) {
                continue;
            }
            if (!wanted.contains(direction)) {
                boolean stopped = stream.stop();
                streams.report(stream.report(), process);
                if (stopped) {
                    supervised.remove(id);
                }
                continue;
            }
            stream.want(streams.report(stream.report(), process));
            stream.tend(phase);
        }
        if (phase.state() == PhaseState.SYNCING) {
            synced(phase);
        }
    }

    private SupervisedStream supervised(StreamId id, PhaseDefinition definition) {
        Database monolith = monolith();
        if (definition.feed()) {
            long sent = streams.find(id.phase(), id.direction())
                    .map(record -> record.report().appliedRows())
                    .orElse(0L);
            return new SupervisedStream(
                    id, monolith, new FeedPreparation(id, monolith, migration.serviceOf(definition), sent));
        }
        Database service = service(definition);
        return new SupervisedStream(
                id,
                id.direction() == Direction.FORWARD ? monolith : service,
                (phase, accept) -> new Preparation(id, phase, monolith, service).prepare(outcomes, accept));
    }

    private Set<Direction> wanted(Phase phase) {
        if (phase.definition().feed()) {
            boolean over = phase.state() == PhaseState.PLANNED
                    || (phase.state() == PhaseState.COMPLETE
                            && phase.definition().after() == After.KEEP);
            return over ? EnumSet.noneOf(Direction.class) : EnumSet.of(Direction.FORWARD);
        }
        return switch (phase.state()) {
            case PLANNED -> EnumSet.noneOf(Direction.class);
            case SYNCING -> reverseToo(phase.name()) ? EnumSet.allOf(Direction.class) : EnumSet.of(Direction.FORWARD);
            case SYNCED, SHIFTING, CUT_OVER -> EnumSet.allOf(Direction.class);
            case COMPLETE ->
                phase.definition().after() == After.SYNC
                        ? EnumSet.of(Direction.REVERSE)
                        : EnumSet.noneOf(Direction.class);
        };
    }

    private boolean reverseToo(String phase) {
        SupervisedStream forward = supervised.get(new StreamId(phase, Direction.FORWARD));
        return (forward != null && forward.snapshotDone())
                || supervised.containsKey(new StreamId(phase, Direction.REVERSE));
    }

    private void synced(Phase phase) {
        SupervisedStream forward = supervised.get(new StreamId(phase.name(), Direction.FORWARD));
        SupervisedStream reverse = supervised.get(new StreamId(phase.name(), Direction.REVERSE));
        long gate = phase.definition().gates().lag().toMillis();
        boolean back = phase.definition().feed() || (reverse != null && reverse.streaming());
        if (forward != null
                && back
                && forward.streaming()
                && forward.lagMillis() >= 0
                && forward.lagMillis() <= gate
                && phases.move(phase.name(), PhaseState.SYNCING, PhaseState.SYNCED, phase.split())) {
            LOG.info("Phase {} is SYNCED", phase.name());
        }
    }

    private void cancel(String phase) {
        boolean stopped = true;
        for (Direction direction : Direction.values()) {
            StreamId id = new StreamId(phase, direction);
            SupervisedStream stream = supervised.get(id);
            if (stream != null && stream.stop()) {
                supervised.remove(id);
            }
            stopped &= !supervised.containsKey(id);
        }
        PhaseDefinition definition = known.get(phase);
        if (stopped && definition != null) {
            try {
                cleanUp(definition);
                known.remove(phase);
                LOG.info("Phase {} was cancelled; its bookkeeping is removed", phase);
            } catch (SQLException e) {
                complain("The bookkeeping of the cancelled phase " + phase + " can't be removed: " + e.getMessage()
                        + ".");
            }
        }
    }

    private Database monolith() {
        return new Database(migration.monolith().database());
    }

    private Database service(PhaseDefinition definition) {
        return new Database(migration.serviceOf(definition).database());
    }

    /** Stops all streams where they stand, between two transactions. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        supervised.values().forEach(SupervisedStream::stop);
        long deadline = System.nanoTime() + 10_000_000_000L;
        for (SupervisedStream stream : supervised.values()) {
            while (!stream.stop() && System.nanoTime() < deadline) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** The phase of this name as last seen. */
    public Optional<Phase> phase(String name) {
        return phases.find(name);
    }
}
