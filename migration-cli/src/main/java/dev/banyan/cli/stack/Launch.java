package dev.banyan.cli.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One start of several entries: each as soon as those it waits for serve; after the first failure no further one starts. */
final class Launch {

    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelled;

    /** Names of entries whose start has begun. */
    List<String> begun() {
        return List.copyOf(begun);
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /**
     * Starts the entries and returns when all serve.
     *
     * @throws StackException the first failure, once nothing is being started any more
     */
    void run(Collection<Entry> entries, Starter starter, StackListener listener) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stack-start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<String, CompletableFuture<Void>> serving = new HashMap<>();
            // Ordered by wave, so that what an entry waits for has its future already.
            for (Entry entry : entries) {
                CompletableFuture<?>[] before = entry.after().stream()
                        .map(serving::get)
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture<?>[]::new);
                serving.put(
                        entry.name(),
                        CompletableFuture.allOf(before)
                                .thenRunAsync(() -> startOne(entry, starter, listener), threads));
            }
            CompletableFuture.allOf(serving.values().toArray(CompletableFuture<?>[]::new))
                    .handle((nothing, failure) -> failure)
                    .join();
        } finally {
            threads.shutdown();
            awaitQuiet(threads);
        }
        RuntimeException first = failures.peek();
        if (first != null) {
            throw first;
        }
        if (cancelled) {
            throw new StackException("The start of the stack was given up.");
        }
    }

    private void startOne(Entry entry, Starter starter, StackListener listener) {
        if (cancelled) {
            throw new StackException("Starting '" + entry.name() + "' was given up.");
        }
        long began = System.nanoTime();
        begun.add(entry.name());
        try {
            listener.starting(entry.name());
            starter.start(entry);
            listener.ready(entry.name(), Duration.ofNanos(System.nanoTime() - began));
        } catch (RuntimeException e) {
            failures.add(e);
            cancelled = true;
            throw e;
        }
    }

    private static void awaitQuiet(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
