package dev.banyan.proxy.metrics;

import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.fleet.TrafficSample;
import dev.banyan.control.routing.Owner;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts traffic, per phase and side. Thread-safe; never blocks. */
public final class TrafficMeters {
    /** Kinds of keyless writes remembered between two reports; a scan of random paths must not fill the memory. */
    private static final int KEYLESS_KINDS = 500;

    private static final Duration[] LATENCIES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Share, Meters> meters = new ConcurrentHashMap<>();
    private final Map<Slice, Window> windows = new ConcurrentHashMap<>();
    private final Map<Kind, Long> keyless = new ConcurrentHashMap<>();

    public TrafficMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Share(String phase, Owner side) {}

    private record Slice(String phase, Owner side, long revision) {}

    private record Kind(String phase, String method, String path) {}

    /** A keyless write of a phase, how often it came since the last report. */
    public record Keyless(String phase, KeylessWrite write) {}

    private record Meters(Counter requests, Counter errors, Timer seconds) {}

    /** Shows how many writes wait, now. */
    public void showHeld(Supplier<Number> waiting) {
        Gauge.builder("banyan.proxy.held", waiting)
                .description("Writes that wait in a hold")
                .register(registry);
    }

    public void count(Exchange exchange) {
        Meters of = meters.computeIfAbsent(new Share(exchange.phase(), exchange.side()), this::register);
        of.requests().increment();
        of.seconds().record(exchange.took());
        if (exchange.error()) {
            of.errors().increment();
        }
        windows.compute(new Slice(exchange.phase(), exchange.side(), exchange.revision()), (slice, window) -> {
            Window present = window == null ? new Window() : window;
            present.add(exchange);
            return present;
        });
    }

    /** A write waited in a hold, whether it was sent after it or not. */
    public void countHeld(String phase, Duration waited) {
        Timer.builder("banyan.proxy.hold")
                .tag("phase", phase)
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(waited);
    }

    public void countKeyless(String phase, String method, String path) {
        Kind kind = new Kind(phase, method, path);
        if (keyless.size() < KEYLESS_KINDS || keyless.containsKey(kind)) {
            keyless.merge(kind, 1L, Long::sum);
        }
    }

    /** The samples since the last call. */
    public List<TrafficSample> takeSamples() {
        List<TrafficSample> samples = new ArrayList<>();
        for (Slice slice : List.copyOf(windows.keySet())) {
            Window window = windows.remove(slice);
            if (window != null) {
                samples.add(window.sample(slice.phase(), slice.side(), slice.revision()));
            }
        }
        return samples;
    }

    /** The keyless writes since the last call. */
    public List<Keyless> takeKeyless() {
        List<Keyless> taken = new ArrayList<>();
        for (Kind kind : List.copyOf(keyless.keySet())) {
            Long count = keyless.remove(kind);
            if (count != null) {
                taken.add(new Keyless(kind.phase(), new KeylessWrite(kind.method(), kind.path(), count)));
            }
        }
        return taken;
    }

    /** Takes back what could not be reported. */
    public void putBack(Keyless unreported) {
        KeylessWrite write = unreported.write();
        keyless.merge(new Kind(unreported.phase(), write.method(), write.path()), write.count(), Long::sum);
    }

    private Meters register(Share share) {
        String side = share.side().name().toLowerCase(Locale.ROOT);
        return new Meters(
                registry.counter("banyan.proxy.requests", "phase", share.phase(), "side", side),
                registry.counter("banyan.proxy.errors", "phase", share.phase(), "side", side),
                Timer.builder("banyan.proxy")
                        .description("From sending a request to the end of its answer")
                        .tag("phase", share.phase())
                        .tag("side", side)
                        .serviceLevelObjectives(LATENCIES)
                        .register(registry));
    }
}
