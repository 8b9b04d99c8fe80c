package dev.banyan.proxy;

import dev.banyan.proxy.admin.AdminServer;
import dev.banyan.proxy.control.ControlLoop;
import dev.banyan.proxy.control.EvidenceReporter;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.warmup.WarmUp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts before the traffic port opens and ends after it closed: the proxy has its routing before the first request,
 * and its place in the fleet until the last answer.
 */
final class ProxyLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyLifecycle.class);

    private final AdminServer admin;
    private final ControlLoop control;
    private final EvidenceReporter evidence;
    private final InFlight inFlight;
    private final Duration upstreamTimeout;
    private final Duration warmUp;
    private volatile boolean running;

    ProxyLifecycle(
            AdminServer admin,
            ControlLoop control,
            EvidenceReporter evidence,
            InFlight inFlight,
            Duration upstreamTimeout,
            Duration warmUp) {
        this.admin = admin;
        this.control = control;
        this.evidence = evidence;
        this.inFlight = inFlight;
        this.upstreamTimeout = upstreamTimeout;
        this.warmUp = warmUp;
    }

    @Override
    public void start() {
        long requests = WarmUp.run(warmUp);
        LOG.info("Warmed up with {} requests.", requests);
        admin.start();
        running = true;
        control.start();
        evidence.start();
    }

    @Override
    public void stop() {
        if (!running) {
            return;
        }
        running = false;
        awaitLastAnswers();
        control.stop();
        evidence.stop();
        admin.stop();
    }

    /** Writes whose clients have gone may still be under way. */
    private void awaitLastAnswers() {
        long end = System.nanoTime() + upstreamTimeout.toNanos();
        try {
            while (!inFlight.idle() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
