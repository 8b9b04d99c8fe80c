package dev.banyan.proxy.control;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.fleet.TrafficSample;
import dev.banyan.control.store.ControlStore;
import dev.banyan.proxy.metrics.TrafficMeters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what was measured to the control store, once a second, on a thread of its own. */
public final class EvidenceReporter {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceReporter.class);

    private final Fleet fleet;
    private final String proxy;
    private final TrafficMeters meters;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "evidence");
        created.setDaemon(true);
        return created;
    });

    /** @param proxy the proxy's id */
    public EvidenceReporter(ControlStore store, String proxy, TrafficMeters meters) {
        this.fleet = new Fleet(store);
        this.proxy = proxy;
        this.meters = meters;
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::report, 1, 1, TimeUnit.SECONDS);
    }

    /** Reports a last time and ends. */
    public void stop() {
        thread.shutdownNow();
        report();
    }

    private void report() {
        List<TrafficSample> samples = meters.takeSamples();
        Deque<TrafficMeters.Keyless> keyless = new ArrayDeque<>(meters.takeKeyless());
        try {
            if (!samples.isEmpty()) {
                fleet.report(proxy, samples);
            }
            for (; !keyless.isEmpty(); keyless.pop()) {
                KeylessWrite write = keyless.element().write();
                fleet.reportKeyless(keyless.element().phase(), write.method(), write.path(), write.count());
            }
        } catch (RuntimeException e) {
            LOG.debug("Traffic not reported: {}", e.getMessage());
            keyless.forEach(meters::putBack);
        }
    }
}
