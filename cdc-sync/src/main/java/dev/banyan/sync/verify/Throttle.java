package dev.banyan.sync.verify;

import java.time.Duration;
import java.util.function.Consumer;

/** Passes on the first word and then at most four a second. */
final class Throttle {
    private static final long PAUSE = Duration.ofMillis(250).toNanos();

    private final Consumer<String> listener;
    private boolean silent = true;
    private long last;

    Throttle(Consumer<String> listener) {
        this.listener = listener;
    }

    void say(String words) {
        long now = System.nanoTime();
        if (silent || now - last > PAUSE) {
            silent = false;
            last = now;
            listener.accept(words);
        }
    }
}
