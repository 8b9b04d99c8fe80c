package dev.banyan.sync.stream;

import dev.banyan.control.phase.Phase;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.sync.apply.Applier;
import dev.banyan.sync.apply.ApplierStatus;
import dev.banyan.sync.apply.Applying;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import dev.banyan.sync.position.StoredPlaces;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a stream, from preparation to its end: a thread that applies, an engine and a heartbeat. */
final class StreamRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);

    /** How long it waits for changes before it looks for anything else to do. */
    private static final long IDLE_MILLIS = 100;

    /** How often it is to be seen how late a stream is; a shift judges by that of streams between databases. */
    private static final long HEARTBEAT_MILLIS = 500;

    /** Each stream of a server reads the heartbeats of all others, and there are many outboxes. */
    private static final long OUTBOX_HEARTBEAT_MILLIS = 1_000;

    /** How the message of a run begins that ended because its source fell silent. */
    static final String SILENT = "Nothing came out of ";

    private final StreamId id;
    private final Phase phase;
    private final Database source;
    private final Preparing preparing;
    private final boolean acceptSchemaChange;
    private final long silenceMillis;
    private final Thread thread;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private volatile @Nullable Applying applier;
    private volatile @Nullable Heartbeat heartbeat;
    private volatile @Nullable Trouble trouble;
    private volatile boolean ended;

    StreamRun(
            StreamId id,
            Phase phase,
            Database source,
            Preparing preparing,
            boolean acceptSchemaChange,
            long silenceMillis) {
        this.silenceMillis = silenceMillis;
        this.id = id;
        this.phase = phase;
        this.source = source;
        this.preparing = preparing;
        this.acceptSchemaChange = acceptSchemaChange;
        this.thread = new Thread(this::run, id.text());
        this.thread.setDaemon(true);
    }

    /** Something for the applier's thread, between two batches. */
    interface Errand {
        String run(Applier applier) throws InterruptedException;
    }

    private record Task(Errand errand, CompletableFuture<String> answer) {}

    void start() {
        thread.start();
    }

    /** Asks it to end, without waiting. */
    void stop() {
        if (!stopping) {
            stopping = true;
            thread.interrupt();
        }
    }

    boolean ended() {
        return ended;
    }

    /** Why it ended by itself; null when it was told to. */
    @Nullable
    Trouble trouble() {
        return trouble;
    }

    CompletableFuture<String> ask(Errand errand) {
        Task task = new Task(errand, new CompletableFuture<>());
        tasks.add(task);
        return task.answer();
    }

    StreamStatus status() {
        Applying current = applier;
        if (current == null) {
            return StreamStatus.STARTING;
        }
        Position position = current.status().position();
        if (position.snapshot() != Snapshot.DONE) {
            return StreamStatus.SNAPSHOT;
        }
        return current.status().heartbeatMillis() < 0 ? StreamStatus.STARTING : StreamStatus.STREAMING;
    }

    @Nullable
    ApplierStatus applied() {
        Applying current = applier;
        return current == null ? null : current.status();
    }

    /** Age of the last applied heartbeat; -1 while there was none. */
    long lagMillis() {
        Heartbeat beats = heartbeat;
        ApplierStatus applied = applied();
        return beats == null || applied == null ? -1 : beats.age(applied.heartbeatMillis());
    }

    String message() {
        Applying current = applier;
        Heartbeat beats = heartbeat;
        String message = current == null ? "" : current.message();
        return message.isEmpty() && beats != null ? beats.trouble() : message;
    }

    private void run() {
        try {
            stream(preparing.prepare(phase, acceptSchemaChange));
        } catch (InterruptedException e) {
            LOG.debug("{}: told to stop", id.text());
        } catch (SQLException | RuntimeException e) {
            if (!stopping) {
                trouble = Trouble.of(id, source.name(), e);
                LOG.warn("{} stopped: {}", id.text(), trouble == null ? "" : trouble.message());
                LOG.debug("{}", id.text(), e);
            }
        } finally {
            ended = true;
            Task task = tasks.poll();
            while (task != null) {
                task.answer().completeExceptionally(new IllegalStateException("Stream " + id.text() + " stopped."));
                task = tasks.poll();
            }
        }
    }

    private void stream(Ready ready) throws InterruptedException {
        Position position = ready.position();
        StoredPlaces.offer(id.text(), position.place(), ready.history());
        boolean copy = position.snapshot() != Snapshot.DONE;
        try (Heartbeat beats = new Heartbeat(
                        id.text(),
                        ready.source(),
                        phase.definition().outbox() ? OUTBOX_HEARTBEAT_MILLIS : HEARTBEAT_MILLIS);
                Applying current = ready.applying().get();
                Engine engine = new Engine(id.text(), settings(ready, copy), ready.rowByRow())) {
            heartbeat = beats;
            applier = current;
            beats.start();
            engine.start();
            LOG.info("{} started {}", id.text(), copy ? "with a first copy" : "at " + position.place());
            long heardAt = System.nanoTime();
            while (!stopping) {
                List<SourceRecord> records = engine.next(IDLE_MILLIS);
                if (!records.isEmpty()) {
                    current.apply(records);
                    heardAt = System.nanoTime();
                } else if (engine.ended()) {
                    Throwable failure = engine.failure();
                    throw failure instanceof RuntimeException e
                            ? e
                            : new IllegalStateException("The engine stopped.", failure);
                }
                if (status() == StreamStatus.STREAMING && System.nanoTime() - heardAt > silenceMillis * 1_000_000L) {
                    throw new IllegalStateException(SILENT + source.name() + " for " + silenceMillis
                            + " ms, not even a heartbeat: the connection is lost.");
                }
                errands(current);
                current.idle();
            }
        }
    }

    private Properties settings(Ready ready, boolean copy) {
        List<String> tables = ready.mappings().stream()
                .map(RowMapping::source)
                .map(table -> table.name())
                .toList();
        return EngineSettings.of(
                id.text(), ready.source().address(), ready.sourceIsMariaDb(), copy, ready.rowByRow(), tables);
    }

    private void errands(Applying current) throws InterruptedException {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                if (!(current instanceof Applier applier)) {
                    throw new IllegalStateException("Stream " + id.text() + " keeps nothing back.");
                }
                task.answer().complete(task.errand().run(applier));
            } catch (IllegalArgumentException | IllegalStateException e) {
                task.answer().completeExceptionally(e);
            }
        }
    }
}
