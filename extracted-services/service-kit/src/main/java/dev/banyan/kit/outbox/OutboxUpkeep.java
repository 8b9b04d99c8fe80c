package dev.banyan.kit.outbox;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Has the outbox cleaned from time to time. */
final class OutboxUpkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxUpkeep.class);

    private final OutboxCleaner cleaner;
    private final OutboxSettings settings;
    private @Nullable ScheduledExecutorService timer;

    OutboxUpkeep(OutboxCleaner cleaner, OutboxSettings settings) {
        this.cleaner = cleaner;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        long pause = settings.cleanEvery().toMillis();
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "outbox-upkeep"));
        timer = started;
        var unused = started.scheduleWithFixedDelay(this::clean, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void clean() {
        try {
            int deleted = cleaner.clean();
            if (deleted > 0) {
                log.info("Deleted {} events older than {} from the outbox", deleted, settings.keep());
            }
        } catch (DataAccessException | TransactionException trouble) {
            log.warn("The outbox could not be cleaned now: {}", trouble.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
