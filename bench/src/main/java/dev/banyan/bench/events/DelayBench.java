package dev.banyan.bench.events;

import dev.banyan.bench.Ranks;
import dev.banyan.bench.events.CountingService.Deliveries;
import dev.banyan.sync.stream.StreamSupervisor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From an event's time, set right before its commit, to its handling in a subscriber, at a steady rate. */
final class DelayBench {
    private DelayBench() {}

    /** A row of a Markdown table. */
    static String run(int perSecond, int seconds) {
        try (OutboxServer server = new OutboxServer();
                StreamSupervisor sync = server.sync();
                Subscribed service = Subscribed.start(server)) {
            Deliveries deliveries = service.deliveries();
            Waiting.until("the first event", () -> {
                server.commit(1);
                return sync.ready() && deliveries.handled() > 0;
            });
            pace(server, perSecond, seconds / 4); // while the JVM warms up
            Waiting.until("all events", () -> deliveries.handled() >= server.committed());
            deliveries.takeDelays();
            pace(server, perSecond, seconds);
            Waiting.until("all events", () -> deliveries.handled() >= server.committed());
            List<Double> millis = deliveries.takeDelays();
            return String.format(
                    Locale.ROOT,
                    "| %d/s for %d s | %d | %.0f | %.0f | %.0f |",
                    perSecond,
                    seconds,
                    millis.size(),
                    Ranks.percentile(millis, 50),
                    Ranks.percentile(millis, 99),
                    Ranks.percentile(millis, 100));
        }
    }

    private static void pace(OutboxServer server, int perSecond, int seconds) {
        long began = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            long due = began + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            server.commit(1);
        }
    }
}
