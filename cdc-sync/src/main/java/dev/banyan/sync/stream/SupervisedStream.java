package dev.banyan.sync.stream;

import dev.banyan.control.phase.Phase;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.sync.apply.ApplierStatus;
import dev.banyan.sync.database.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream through its runs: started, paused, resumed, and started again with growing pauses when its trouble may pass by
 * itself. Used by the supervisor's thread, except for {@link #ask}.
 */
final class SupervisedStream {
    private static final long FIRST_BACK_OFF_MILLIS = 500;
    private static final long FIRST_SILENCE_MILLIS = 6_000;
    private static final long LONGEST_BACK_OFF_MILLIS = 10_000;
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final StreamId id;
    private final Database source;
    private final Preparing preparing;
    private volatile @Nullable StreamRun run;
    private @Nullable Trouble trouble;
    private @Nullable ApplierStatus last;
    private boolean paused;
    private boolean acceptSchemaChange;
    private long silenceMillis = FIRST_SILENCE_MILLIS;
    private long startedAt;
    private long retryAt;
    private long backOffMillis = FIRST_BACK_OFF_MILLIS;

    SupervisedStream(StreamId id, Database source, Preparing preparing) {
        this.id = id;
        this.source = source;
        this.preparing = preparing;
    }

    /** Brings it nearer to running. */
    void tend(Phase phase) {
        StreamRun current = run;
        if (current != null && current.ended()) {
            note(current);
            run = null;
            current = null;
        }
        boolean due = trouble == null || (trouble.passing() && System.nanoTime() >= retryAt);
        if (current == null && !paused && due) {
            StreamRun next = new StreamRun(id, phase, source, preparing, acceptSchemaChange, silenceMillis);
            acceptSchemaChange = false;
            startedAt = System.nanoTime();
            run = next;
            next.start();
        }
    }

    private void note(StreamRun ended) {
        keep(ended);
        trouble = ended.trouble();
        // A transaction that takes long to read is silence, too: it gets more time with each run.
        boolean silent = trouble != null && trouble.message().startsWith(StreamRun.SILENT);
        silenceMillis = silent ? Math.min(silenceMillis * 2, 600_000) : FIRST_SILENCE_MILLIS;
        backOffMillis = System.nanoTime() - startedAt > STEADY_NANOS
                ? FIRST_BACK_OFF_MILLIS
                : Math.min(backOffMillis * 2, LONGEST_BACK_OFF_MILLIS);
        retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backOffMillis);
    }

    private void keep(StreamRun of) {
        ApplierStatus applied = of.applied();
        if (applied != null) {
            last = applied;
        }
    }

    /** Obeys what an operator wants; resuming forgives the trouble that stopped it. */
    void want(boolean pause) {
        if (pause && !paused) {
            paused = true;
            stop();
        } else if (!pause && paused) {
            paused = false;
            acceptSchemaChange = trouble != null && trouble.message().startsWith("A schema change");
            trouble = null;
            backOffMillis = FIRST_BACK_OFF_MILLIS;
        }
    }

    /** Asks its run to end. @return whether nothing runs any more */
    boolean stop() {
        StreamRun current = run;
        if (current == null) {
            return true;
        }
        keep(current);
        current.stop();
        if (current.ended()) {
            trouble = current.trouble() == null ? trouble : current.trouble();
            run = null;
        }
        return run == null;
    }

    boolean snapshotDone() {
        StreamRun current = run;
        return current != null
                && (current.status() == StreamStatus.STREAMING
                        || (current.applied() != null && current.status() == StreamStatus.STARTING));
    }

    boolean streaming() {
        StreamRun current = run;
        return current != null && !current.ended() && current.status() == StreamStatus.STREAMING;
    }

    long lagMillis() {
        StreamRun current = run;
        return current == null ? -1 : current.lagMillis();
    }

    /** Has something done by the applier between two batches. */
    CompletableFuture<String> ask(StreamRun.Errand errand) {
        StreamRun current = run;
        if (current == null || current.ended()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("Stream " + id.text() + " does not run. Look with: banyan sync status"));
        }
        return current.ask(errand);
    }

    StreamReport report() {
        StreamRun current = run;
        if (current != null) {
            keep(current);
        }
        ApplierStatus applied = last;
        Trouble stopped = trouble;
        StreamStatus status;
        String message;
        if (current != null && (stopped == null || current.status() != StreamStatus.STARTING)) {
            status = current.status();
            message = current.message();
        } else if (stopped != null) {
            status = paused ? StreamStatus.PAUSED : StreamStatus.FAILED;
            message = stopped.message();
        } else {
            status = paused ? StreamStatus.PAUSED : StreamStatus.STOPPED;
            message = "";
        }
        return new StreamReport(
                id.phase(),
                id.direction(),
                status,
                lagMillis(),
                applied == null || applied.position().place() == null
                        ? ""
                        : String.valueOf(applied.position().place()),
                message,
                applied == null ? 0 : applied.quarantined(),
                applied == null ? 0 : applied.conflicts(),
                applied == null ? 0 : applied.bypasses(),
                applied == null ? 0 : applied.position().wrongIds(),
                applied == null ? 0 : applied.position().appliedRows());
    }
}
