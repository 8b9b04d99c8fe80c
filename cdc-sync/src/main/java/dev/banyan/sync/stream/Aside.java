package dev.banyan.sync.stream;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that must not keep the supervisor's thread waiting: one thing at a time, on a thread of its own. */
final class Aside implements AutoCloseable {
    private final ExecutorService thread;
    private final AtomicBoolean busy = new AtomicBoolean();

    Aside(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Does nothing while earlier work is under way: who finds it busy offers again at the next look. */
    void offer(Runnable work) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        thread.execute(() -> {
            try {
                work.run();
            } finally {
                busy.set(false);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
