package dev.banyan.cli.session;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Bounded waits. */
public final class Polling {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Polling() {}

    /** Asks again and again until there is an answer; empty when {@code limit} has passed without one. */
    public static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> question) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || System.nanoTime() >= deadline) {
                return answer;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
