package dev.banyan.relay.delivery;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Claims what is due, as much as there are free workers, and has the {@link Courier} carry it. Many instances may run. */
@Component
public final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Deliveries deliveries;
    private final Courier courier;
    private final RelaySettings settings;
    private final Semaphore free;

    private volatile @Nullable Thread poller;
    private @Nullable ExecutorService workers;
    private volatile boolean running;

    Dispatcher(Deliveries deliveries, Courier courier, RelaySettings settings) {
        this.deliveries = deliveries;
        this.courier = courier;
        this.settings = settings;
        this.free = new Semaphore(settings.workers());
    }

    /** Something may be due: look now. */
    public void wake() {
        LockSupport.unpark(poller);
    }

    @Override
    public synchronized void start() {
        ExecutorService pool = Executors.newFixedThreadPool(settings.workers());
        Thread thread = new Thread(() -> poll(pool), "dispatcher");
        workers = pool;
        running = true;
        poller = thread;
        thread.start();
    }

    private void poll(ExecutorService pool) {
        while (running) {
            if (!claim(pool)) {
                LockSupport.parkNanos(settings.poll().toNanos());
            }
        }
    }

    /** Whether there may be more to claim at once. */
    private boolean claim(ExecutorService pool) {
        int room = free.drainPermits();
        List<Delivery> claimed = List.of();
        try {
            if (room > 0) {
                claimed = deliveries.claim(room, settings.lease());
            }
        } catch (DataAccessException | TransactionException trouble) {
            log.warn("Could not look for deliveries: {}", trouble.getMessage());
        } catch (RuntimeException bug) {
            // A row that nobody can read must not end all deliveries for good.
            log.error("Could not look for deliveries", bug);
        }
        free.release(room - claimed.size());
        claimed.forEach(delivery -> pool.execute(() -> carry(delivery)));
        return room > 0 && claimed.size() == room;
    }

    private void carry(Delivery delivery) {
        try {
            courier.advance(delivery);
        } catch (RuntimeException failed) {
            log.warn("Delivery of order {} will be tried again: {}", delivery.orderId(), failed.toString());
        } finally {
            free.release();
            wake();
        }
    }

    /** Deliveries under way are finished; what is left is claimed by another instance, or the next start. */
    @Override
    public synchronized void stop() {
        running = false;
        wake();
        Thread thread = poller;
        ExecutorService pool = workers;
        if (thread == null || pool == null) {
            return;
        }
        try {
            thread.join(settings.lease().toMillis());
            pool.shutdown();
            if (!pool.awaitTermination(settings.lease().toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
