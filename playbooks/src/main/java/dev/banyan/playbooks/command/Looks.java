package dev.banyan.playbooks.command;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at something as customers do, who come whether those before them were answered or not. */
final class Looks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern AS_OF = Pattern.compile("\"dataAsOf\":\"([^\"]+)\"");

    private final HttpClient http = Http.client(PATIENCE);
    private final List<Long> waited = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong oldest = new AtomicLong();

    /**
     * How fast they come: from one rate to another, evenly, within the ramp; at the latter after it.
     *
     * @param from requests a second, at least 1
     * @param to requests a second, at least 1
     */
    record Pace(int from, int to, Duration ramp, int requests) {

        /** Always at one rate. */
        static Pace steady(int rate, int requests) {
            return new Pace(rate, rate, Duration.ZERO, requests);
        }

        /** From a request that came at that time to the next. */
        long nanosToNext(long sinceStart) {
            double progress = ramp.isZero() ? 1 : Math.min(1, (double) sinceStart / ramp.toNanos());
            return (long) (1e9 / (from + (to - from) * progress));
        }
    }

    /**
     * @param failed answered with anything but 200, or not at all within ten seconds
     * @param together how many waited at the same time at most
     * @param oldestMillis the oldest that an answer said its data was, when it came; 0 where none said
     */
    record Looked(
            long asked,
            long failed,
            long medianMillis,
            long p99Millis,
            long longestMillis,
            long together,
            long oldestMillis) {}

    /** Looks, and waits until all were answered or have lost their patience. */
    Looked look(Pace pace, IntFunction<URI> what) throws InterruptedException {
        int most = 0;
        long start = System.nanoTime();
        long due = start;
        CompletableFuture<?>[] all = new CompletableFuture<?>[pace.requests()];
        for (int i = 0; i < pace.requests(); i++) {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            all[i] = ask(what.apply(i));
            most = Math.max(most, waiting.get());
            due += pace.nanosToNext(due - start);
        }
        CompletableFuture.allOf(all).join();
        Waits waits = Waits.of(waited);
        return new Looked(
                waited.size(),
                failed.get(),
                waits.medianMillis(),
                waits.p99Millis(),
                waits.longestMillis(),
                most,
                oldest.get());
    }

    private CompletableFuture<?> ask(URI uri) {
        long came = System.nanoTime();
        waiting.incrementAndGet();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((answer, failure) -> {
            waiting.decrementAndGet();
            waited.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - came));
            return ended(answer);
        });
    }

    private int ended(@Nullable HttpResponse<String> answer) {
        if (answer == null || answer.statusCode() != 200) {
            return failed.incrementAndGet();
        }
        Matcher asOf = AS_OF.matcher(answer.body());
        if (asOf.find()) {
            long age = Duration.between(Instant.parse(asOf.group(1)), Instant.now())
                    .toMillis();
            oldest.accumulateAndGet(age, Math::max);
        }
        return 0;
    }
}
