package dev.banyan.sync.work;

import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkQueue;
import dev.banyan.sync.stream.StreamId;
import dev.banyan.sync.stream.StreamSupervisor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes work from the queue, one piece after the other, and stores what came of it. */
public final class WorkExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkExecutor.class);
    private static final long EVERY_MILLIS = 200;
    private static final long STREAM_SECONDS = 60;
    private static final long CLEAN_UP_NANOS = 15_000_000_000L;

    private final WorkQueue queue;
    private final Evidence evidence;
    private final StreamSupervisor supervisor;
    private final Verifying verifying;
    private final String process;
    private final Thread thread;
    private volatile boolean closing;

    public WorkExecutor(ControlStore store, StreamSupervisor supervisor, Verifying verifying, String process) {
        this.queue = new WorkQueue(store);
        this.evidence = new Evidence(store);
        this.supervisor = supervisor;
        this.verifying = verifying;
        this.process = process;
        this.thread = new Thread(this::execute, "work");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void execute() {
        boolean reclaimed = false;
        while (!closing) {
            try {
                if (!supervisor.ready()) {
                    Thread.sleep(EVERY_MILLIS);
                    continue;
                }
                if (!reclaimed) {
                    queue.reclaim();
                    reclaimed = true;
                }
                Optional<Work> work = queue.claim(process);
                if (work.isPresent()) {
                    run(work.get());
                } else {
                    Thread.sleep(EVERY_MILLIS);
                }
            } catch (StoreUnavailableException e) {
                LOG.debug("no work can be read", e); // the supervisor says so
                pause();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Work queue: {}", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void run(Work work) throws InterruptedException {
        LOG.info("Work {}: {} {} {}", work.id(), work.kind(), work.phase(), work.arguments());
        try {
            finish(work, true, result(work));
        } catch (ExecutionException e) {
            finish(work, false, reason(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            finish(
                    work,
                    false,
                    "The stream did not answer within " + STREAM_SECONDS + " s. Look with: banyan sync status");
        } catch (SQLException | RuntimeException e) {
            finish(work, false, reason(e));
        }
    }

    /** An answer is worth some patience: a store that is away for a moment must not cost the work. */
    private void finish(Work work, boolean succeeded, String result) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                queue.finish(work.id(), succeeded, result);
                return;
            } catch (StoreUnavailableException e) {
                if (attempt == 30) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private String result(Work work) throws InterruptedException, ExecutionException, TimeoutException, SQLException {
        return switch (work.kind()) {
            case VERIFY -> verify(work);
            case QUARANTINE_RETRY -> quarantine(work, true);
            case QUARANTINE_DROP -> quarantine(work, false);
            case CLEAN_UP -> cleanUp(work);
        };
    }

    /** The supervisor cleans up, once the phase's streams have ended. */
    private String cleanUp(Work work) throws InterruptedException {
        long end = System.nanoTime() + CLEAN_UP_NANOS;
        while (!supervisor.cleanedUp(work.phase())) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "What '" + work.phase() + "' has left in its databases can't be removed yet;"
                                + " sync goes on trying, and its log says why.");
            }
            Thread.sleep(EVERY_MILLIS);
        }
        return "{}";
    }

    private String verify(Work work) throws SQLException {
        Phase phase = supervisor
                .phase(work.phase())
                .orElseThrow(() -> new IllegalStateException("Phase '" + work.phase()
                        + "' was not started. Start it with: banyan phase start " + work.phase()));
        if (phase.definition().feed()) {
            throw new IllegalStateException(
                    "'" + work.phase()
                            + "' has no second database: what it tells others is theirs, and can't be compared with the tables.");
        }
        VerifyResult result = verifying.run(phase, text -> queue.progress(work.id(), text));
        boolean good = result.rowsDifferent() <= phase.definition().gates().mismatches();
        evidence.store(phase.name(), Evidence.VERIFY, good, result);
        return Json.write(result);
    }

    /** Without a direction a retry asks both streams; a drop asks them in turn until one has the row. */
    private String quarantine(Work work, boolean retry)
            throws InterruptedException, ExecutionException, TimeoutException {
        String row = work.arguments().get("id");
        String direction = work.arguments().get("direction");
        if (direction != null) {
            return one(work, Direction.valueOf(direction), row, retry);
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        List<ExecutionException> refusals = new ArrayList<>();
        for (Direction each : Direction.values()) {
            if (!retry && !answers.isEmpty()) {
                break;
            }
            try {
                answers.put(each.name(), Json.read(one(work, each, row, retry), Map.class));
            } catch (ExecutionException e) {
                refusals.add(e);
            }
        }
        if (answers.isEmpty()) {
            throw refusals.get(0);
        }
        return Json.write(answers);
    }

    private String one(Work work, Direction direction, @Nullable String row, boolean retry)
            throws InterruptedException, ExecutionException, TimeoutException {
        StreamId id = new StreamId(work.phase(), direction);
        CompletableFuture<String> answer;
        if (retry) {
            answer = supervisor.retryQuarantine(id, row == null ? null : Long.valueOf(row));
        } else {
            if (row == null) {
                throw new IllegalArgumentException("Name the row to drop by its id.");
            }
            answer = supervisor.dropQuarantined(id, Long.parseLong(row));
        }
        return answer.get(STREAM_SECONDS, TimeUnit.SECONDS);
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
