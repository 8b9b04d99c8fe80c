package dev.banyan.kit.source;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The imports of one view in this process, one at a time. Safe for many threads. */
final class ImportRun {
    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);

    private final KeptView view;
    private final Clock clock;
    private volatile State state = new State(Stage.NONE, "", null, null, 0, 0, null, "");

    enum Stage {
        NONE,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * The last import.
     *
     * @param what was imported
     * @param rows that the source told
     * @param removed that the view had and the source has not
     * @param watermark since which the next import misses nothing
     * @param why it failed
     */
    record State(
            Stage stage,
            String what,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long rows,
            long removed,
            @Nullable LocalDateTime watermark,
            String why) {}

    ImportRun(KeptView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    State state() {
        return state;
    }

    /** Begins an import; false when one is running. */
    synchronized boolean start(String what, Function<Importer, ImportResult> work) {
        if (state.stage() == Stage.RUNNING) {
            return false;
        }
        State running = new State(Stage.RUNNING, what, clock.instant(), null, 0, 0, null, "");
        state = running;
        Thread thread = new Thread(() -> state = run(running, work), "import-" + view.name());
        thread.setDaemon(true);
        thread.start();
        return true;
    }

    private State run(State running, Function<Importer, ImportResult> work) {
        try {
            ImportResult result = work.apply(view.importer());
            return new State(
                    Stage.DONE,
                    running.what(),
                    running.startedAt(),
                    clock.instant(),
                    result.rows(),
                    result.removed(),
                    result.watermark(),
                    "");
        } catch (RuntimeException | Error failed) {
            log.warn("The import of view {} failed", view.name(), failed);
            return new State(
                    Stage.FAILED,
                    running.what(),
                    running.startedAt(),
                    clock.instant(),
                    0,
                    0,
                    null,
                    failed instanceof SourceDown ? String.valueOf(failed.getMessage()) : failed.toString());
        }
    }
}
