package dev.banyan.sync.stream;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a Debezium engine in threads of its own; records are taken from it in order. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int BATCHES_AHEAD = 4;
    private static final int ROWS_AHEAD = 2_000;
    private static final long GATHERING_MILLIS = 25;
    private static final long STOP_MILLIS = 15_000;

    private final String stream;
    private final boolean rowByRow;
    private final BlockingQueue<List<SourceRecord>> batches;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;

    /** @param rowByRow whether batches are rows, of which those that come soon after one another are to be taken together */
    Engine(String stream, Properties settings, boolean rowByRow) {
        this.stream = stream;
        this.rowByRow = rowByRow;
        this.batches = new ArrayBlockingQueue<>(rowByRow ? ROWS_AHEAD : BATCHES_AHEAD);
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((success, message, error) -> {
                    failure = error != null || success ? error : new IllegalStateException(message);
                    ended = true;
                })
                .notifying((events, committer) -> hand(events))
                .build();
        this.thread = new Thread(engine, stream + "-engine");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The next records, as many as are there; empty when none came in time. */
    List<SourceRecord> next(long millis) throws InterruptedException {
        List<SourceRecord> first = batches.poll(millis, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        if (rowByRow) {
            Thread.sleep(GATHERING_MILLIS);
        }
        List<List<SourceRecord>> more = new ArrayList<>();
        batches.drainTo(more);
        if (more.isEmpty()) {
            return first;
        }
        List<SourceRecord> all = new ArrayList<>(first);
        more.forEach(all::addAll);
        return all;
    }

    /** Whether it has stopped by itself. */
    boolean ended() {
        return ended && batches.isEmpty();
    }

    /** Why it stopped by itself, if it said so. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private void hand(List<RecordChangeEvent<SourceRecord>> events) throws InterruptedException {
        List<SourceRecord> records =
                events.stream().map(RecordChangeEvent::record).toList();
        while (!closing && !batches.offer(records, 100, TimeUnit.MILLISECONDS)) {
            LOG.trace("{}: the applier is behind", stream);
        }
    }

    @Override
    public void close() {
        closing = true;
        batches.clear();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        while (!ended && System.nanoTime() < deadline) {
            try {
                engine.close();
            } catch (IllegalStateException e) {
                LOG.debug("{}: {}", stream, e.getMessage()); // still starting, or stopping already
            } catch (IOException e) {
                LOG.info("{}: while stopping: {}", stream, e.getMessage());
            }
            try {
                thread.join(100);
                if (!thread.isAlive()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
