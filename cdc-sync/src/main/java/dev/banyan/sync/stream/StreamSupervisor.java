package dev.banyan.sync.stream;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.phase.CancelledPhase;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.fence.ShiftOutcomes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
    private final Homes homes;
    private final Writers writers;
    private final CleanUp cleanUp;
    private final Map<StreamId, SupervisedStream> supervised = new ConcurrentHashMap<>();
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
        this.homes = new Homes(migration, store);
        this.writers = new Writers(migration, homes, store);
        this.cleanUp = new CleanUp(migration, homes, store);
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

    /** Whether nothing is left of any cancelled phase of this name. */
    public boolean cleanedUp(String phase) {
        return phases.cancelled().stream()
                .noneMatch(cancelled -> cancelled.name().equals(phase));
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
        List<CancelledPhase> cancelled = phases.cancelled(); // read last: what is cancelled meanwhile does not run
        homes.look(current);
        writers.look(current);
        Set<String> leaving = new HashSet<>();
        cancelled.forEach(phase -> leaving.add(phase.name()));
        Set<String> living = new HashSet<>();
        Set<StreamId> paused = paused();
        List<StreamReport> reports = new ArrayList<>();
        try {
            for (Phase phase : current) {
                if (!leaving.contains(phase.name())) {
                    living.add(phase.name());
                    tend(phase, paused, reports);
                } else {
                    cleanUp.trouble(phase.name()).ifPresent(why -> reports.add(waiting(phase, why)));
                }
            }
        } finally {
            streams.report(reports, process);
        }
        supervised
                .entrySet()
                .removeIf(entry -> !living.contains(entry.getKey().phase())
                        && entry.getValue().stop());
        cleanUp.offer(cancelled.stream()
                .filter(phase ->
                        supervised.keySet().stream().noneMatch(id -> id.phase().equals(phase.name())))
                .toList());
    }

    private static StreamReport waiting(Phase phase, String why) {
        return new StreamReport(phase.name(), Direction.FORWARD, StreamStatus.FAILED, -1, "", why, 0, 0, 0, 0, 0);
    }

    /** What operators want paused. */
    private Set<StreamId> paused() {
        return streams.list().stream()
                .filter(StreamRecord::paused)
                .map(record ->
                        new StreamId(record.report().phase(), record.report().direction()))
                .collect(Collectors.toSet());
    }

    private void tend(Phase phase, Set<StreamId> paused, List<StreamReport> reports) {
        boolean stand = homes.stand(phase.definition());
        Set<Direction> wanted = wanted(phase);
        for (Direction direction : Direction.values()) {
            StreamId id = new StreamId(phase.name(), direction);
            SupervisedStream stream = supervised.get(id);
            if (stream == null && wanted.contains(direction) && !stand) {
                homes.starts(id, phase.definition());
                stream = supervised(id, phase.definition());
                supervised.put(id, stream);
            }
            if (stream == null) {
                continue;
            }
            if (!wanted.contains(direction) || stand || !homes.right(id, phase.definition())) {
                boolean stopped = stream.stop();
                reports.add(stream.report());
                if (stopped) {
                    supervised.remove(id);
                }
                continue;
            }
            stream.want(paused.contains(id));
            stream.tend(phase);
            reports.add(stream.report());
        }
        if (phase.state() == PhaseState.SYNCING) {
            synced(phase);
        }
    }

    private SupervisedStream supervised(StreamId id, PhaseDefinition definition) {
        if (definition.outbox()) {
            Database outbox = service(definition);
            return new SupervisedStream(id, outbox, new OutboxPreparation(id, outbox, migration.events()));
        }
        Database monolith = homes.monolith(definition);
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
            return phase.feeding() ? EnumSet.of(Direction.FORWARD) : EnumSet.noneOf(Direction.class);
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
        boolean current = forward != null
                && back
                && forward.streaming()
                && forward.lagMillis() >= 0
                && forward.lagMillis() <= gate;
        if ((current || phase.definition().routesOnly())
                && phases.move(phase.name(), PhaseState.SYNCING, PhaseState.SYNCED, phase.split())) {
            LOG.info("Phase {} is SYNCED", phase.name());
        }
    }

    private Database service(PhaseDefinition definition) {
        return new Database(migration.serviceOf(definition).database());
    }

    /** Stops all streams where they stand, between two transactions. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        writers.close();
        cleanUp.close();
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
