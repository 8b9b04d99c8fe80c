package dev.banyan.playbooks.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The customers' side of the line: they take the proxies in turn, leave out one that refuses or breaks connections until
 * it takes them again, and repeat a request with its key at the next one. Thread-safe.
 */
final class Customers implements AutoCloseable {

    /** How long a customer waits for an answer, all tries together. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long PROBE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long BREATH_NANOS = Duration.ofMillis(50).toNanos();

    private final List<Target> targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread prober;

    /** @param proxies base addresses by name, in order */
    Customers(Map<String, URI> proxies) {
        List<Target> made = new ArrayList<>();
        proxies.forEach((name, uri) -> made.add(new Target(name, uri)));
        targets = List.copyOf(made);
        prober = Load.daemon(this::probe, "load-probe");
        prober.start();
    }

    /** @see Target#cutOff */
    long cutOff(String proxy, long from, long dead) {
        return targets.stream()
                .filter(target -> target.name().equals(proxy))
                .mapToLong(target -> target.cutOff(from, dead))
                .sum();
    }

    /** @param due when the request was due, by {@link System#nanoTime} */
    Call call(Wanted wanted, long due) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int tries = 0;
        int broken = 0;
        int refused = 0;
        boolean waited = false;
        Answer answer = null;
        Target target = next(null);
        while (true) {
            tries++;
            long pause = 0;
            try {
                answer = target.exchange(wanted, deadline);
                waited |= answer.asksToComeAgain();
                pause = answer.asksToComeAgain() ? Math.max(answer.retryAfterSeconds() * SECOND, BREATH_NANOS) : -1;
            } catch (Target.RefusedException e) {
                refused++;
                pause = allDown() ? BREATH_NANOS : 0;
            } catch (SocketTimeoutException e) {
                answer = null;
                pause = -1;
            } catch (IOException e) {
                broken++;
            }
            if (pause < 0 || System.nanoTime() + pause >= deadline) {
                return new Call(
                        answer, target.name(), tries, broken, refused, waited, (System.nanoTime() - due) / 1_000_000);
            }
            LockSupport.parkNanos(pause);
            target = next(target);
        }
    }

    @Override
    public void close() {
        prober.interrupt();
        targets.forEach(Target::close);
    }

    private Target next(@Nullable Target last) {
        int start = Math.floorMod(turn.getAndIncrement(), targets.size());
        Target chosen = targets.get(start);
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get((start + i) % targets.size());
            if (!target.down() && !target.equals(last)) {
                return target;
            }
            if (!target.down()) {
                chosen = target;
            }
        }
        return chosen;
    }

    private boolean allDown() {
        return targets.stream().allMatch(Target::down);
    }

    private void probe() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PROBE_NANOS);
            targets.stream().filter(Target::down).forEach(Target::probe);
        }
    }
}
