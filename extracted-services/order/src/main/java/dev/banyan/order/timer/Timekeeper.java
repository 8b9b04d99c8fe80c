package dev.banyan.order.timer;

import dev.banyan.order.book.Deadline;
import dev.banyan.order.book.Deadlines;
import dev.banyan.order.refund.Refunds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Claims deadlines that have come and does what is due. Many instances may run: a claim is one instance's until its lease
 * is over, and what a process that died had claimed is looked at again then.
 */
@Component
final class Timekeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Timekeeper.class);

    private final Deadlines deadlines;
    private final Settling settling;
    private final Refunds refunds;
    private final TimerSettings settings;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "timekeeper"));
    private final ExecutorService hands;
    private volatile boolean running;

    Timekeeper(Deadlines deadlines, Settling settling, Refunds refunds, TimerSettings settings, MeterRegistry meters) {
        if (settings.lease().compareTo(refunds.longest()) <= 0) {
            throw new IllegalArgumentException("timer.lease is " + settings.lease()
                    + "; it must be longer than a refund may take, " + refunds.longest());
        }
        this.deadlines = deadlines;
        this.settling = settling;
        this.refunds = refunds;
        this.settings = settings;
        this.hands = Executors.newFixedThreadPool(settings.batch());
        Gauge.builder("orders.deadlines.backlog", this, Timekeeper::backlog)
                .description("Deadlines that have come and were not done; -1: can't be told")
                .register(meters);
    }

    private void look() {
        try {
            List<Deadline> claimed;
            do {
                claimed = deadlines.claim(settings.batch(), settings.lease());
                hands.invokeAll(claimed.stream().map(this::task).toList());
            } while (running && claimed.size() == settings.batch());
        } catch (DataAccessException | TransactionException trouble) {
            log.warn("Could not look for deadlines: {}", trouble.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.error("Could not look for deadlines", bug);
        }
    }

    private Callable<Void> task(Deadline claimed) {
        return () -> {
            try {
                boolean done =
                        claimed.kind() == Deadline.Kind.REFUND ? refunds.refunded(claimed) : settling.settled(claimed);
                if (done) {
                    deadlines.finish(claimed);
                } else {
                    deadlines.postpone(claimed, settings.pauseAfter(claimed.tries()));
                }
            } catch (RuntimeException failed) {
                log.warn("Order {} is looked at again later: {}", claimed.orderId(), failed.toString());
            }
            return null;
        };
    }

    private double backlog() {
        try {
            return deadlines.backlog();
        } catch (DataAccessException | TransactionException trouble) {
            return -1;
        }
    }

    @Override
    public void start() {
        running = true;
        long every = settings.poll().toMillis();
        var unused = looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /** What is under way is finished; what is left is claimed by another instance, or the next start. */
    @Override
    public void stop() {
        running = false;
        looks.shutdown();
        try {
            if (!looks.awaitTermination(settings.lease().toMillis(), TimeUnit.MILLISECONDS)) {
                looks.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        hands.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
