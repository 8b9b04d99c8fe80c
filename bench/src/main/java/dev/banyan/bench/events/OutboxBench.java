package dev.banyan.bench.events;

import dev.banyan.sync.stream.StreamSupervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Events a second out of an outbox: sync, which publishes to a queue and keeps its place, against Debezium reading to nowhere. Both find the
 * same rows in the binary log, and both are measured from their first row to their last.
 */
final class OutboxBench {
    private OutboxBench() {}

    static Figures run(int runs, int events) throws IOException {
        Figures figures = new Figures("outbox stream to a queue", "Debezium to nowhere");
        Path folder = Files.createTempDirectory("bench");
        try (OutboxServer server = new OutboxServer()) {
            settle(server, folder);
            for (int run = 0; run < runs; run++) {
                server.commit(events);
                double ours = publish(server, events);
                figures.add(ours, drain(server, folder, events));
            }
        }
        return figures;
    }

    /** Gives both a place, behind which what is measured begins. */
    private static void settle(OutboxServer server, Path folder) throws IOException {
        try (Drain drain = new Drain(server, folder)) {
            Waiting.until("Debezium's first row", () -> {
                server.commit(1);
                return drain.lastId() > 0;
            });
        }
        try (StreamSupervisor sync = server.sync()) {
            Waiting.until("sync's place", () -> server.synced() && OutboxServer.passed(sync) == server.committed());
        }
    }

    private static double publish(OutboxServer server, int events) {
        long end = server.committed();
        long begin = end - events;
        try (StreamSupervisor sync = server.sync()) {
            long first = Waiting.until("the first event", () -> OutboxServer.passed(sync) > begin);
            long early = OutboxServer.passed(sync) - begin;
            long last = Waiting.until("the last event", () -> OutboxServer.passed(sync) == end);
            return Figures.perSecond(events - early, last - first);
        }
    }

    private static double drain(OutboxServer server, Path folder, int events) throws IOException {
        long end = server.committed();
        long begin = end - events;
        try (Drain drain = new Drain(server, folder)) {
            long first = Waiting.until("the first row", () -> drain.lastId() > begin);
            long early = drain.lastId() - begin;
            long last = Waiting.until("the last row", () -> drain.lastId() == end);
            return Figures.perSecond(events - early, last - first);
        }
    }
}
