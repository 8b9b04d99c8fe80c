package dev.banyan.proxy.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Bounds how many requests wait for a lease or the control store, and how long. */
final class Patience {
    static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(25);
    private static final int MOST = 2_000;

    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs {@code again} a little later, or {@code refuse} at once when too many wait already. */
    Mono<Void> later(Supplier<Mono<Void>> again, Supplier<Mono<Void>> refuse) {
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            return refuse.get();
        }
        return Mono.delay(STEP).doFinally(signal -> waiting.decrementAndGet()).then(Mono.defer(again));
    }
}
