package dev.banyan.kit.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Customers who ask one thing after the other, each on a thread of his own. A request that got no answer, for the connection
 * was refused or broke, is repeated as it was until it has one; after an answer with Retry-After the customer leaves it for
 * later and goes on. Any other answer than 2xx, and no answer for too long, is a failure of the test.
 */
final class Customers implements AutoCloseable {

    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(5);
    private static final Duration BEFORE_A_REPETITION = Duration.ofMillis(50);
    private static final int LONGEST_ANSWER_SECONDS = 30;

    /** A try that got no answer, and when, in {@link System#nanoTime}. */
    record Unanswered(Asked asked, long from, long to, Throwable why) {}

    final Map<Asked, Answer> answered = new ConcurrentHashMap<>();
    final Map<Asked, Answer> postponed = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();

    private final Client http;
    private final KillUnderLoad.Request request;
    private final AtomicIntegerArray done;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    Customers(Client http, int count, KillUnderLoad.Request request) {
        this.http = http;
        this.request = request;
        this.done = new AtomicIntegerArray(count);
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            int customer = i;
            running.add(threads.submit(() -> goOn(customer)));
        }
    }

    private void goOn(int customer) {
        for (int number = 1; !stopping; number++) {
            ask(new Asked(customer, number));
            done.incrementAndGet(customer);
            LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
        }
    }

    private void ask(Asked asked) {
        while (!Thread.currentThread().isInterrupted()) {
            long from = System.nanoTime();
            try {
                Answer answer = request.send(http, asked)
                        .orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)
                        .join();
                boolean taken = answer.status() / 100 == 2;
                if (!taken && answer.header("Retry-After").isEmpty()) {
                    throw new AssertionError(asked + " was answered " + answer.status() + " " + answer.text());
                }
                (taken ? answered : postponed).put(asked, answer);
                return;
            } catch (CompletionException broken) {
                if (!(broken.getCause() instanceof IOException)) {
                    throw broken;
                }
                unanswered.add(new Unanswered(asked, from, System.nanoTime(), broken.getCause()));
                LockSupport.parkNanos(BEFORE_A_REPETITION.toNanos());
            }
        }
    }

    /** Returns when each customer has got so many answers more. */
    void awaitAnswers(int more) {
        int[] before = new int[done.length()];
        for (int i = 0; i < before.length; i++) {
            before[i] = done.get(i);
        }
        await(() -> {
            for (int i = 0; i < before.length; i++) {
                if (done.get(i) < before[i] + more) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Returns when so many tries got no answer. */
    void awaitUnanswered(int tries) {
        await(() -> unanswered.size() >= tries);
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(LONGEST_ANSWER_SECONDS)).until(() -> {
            failIfACustomerFailed();
            return condition.call();
        });
    }

    private void failIfACustomerFailed() throws ExecutionException, InterruptedException {
        for (Future<?> customer : running) {
            if (customer.isDone()) {
                customer.get();
            }
        }
    }

    /** Returns when each has got the answer that he waits for now. */
    void stop() {
        stopping = true;
        await(() -> running.stream().allMatch(Future::isDone));
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }
}
