package dev.banyan.playbooks.timeline;

import dev.banyan.control.config.Migration;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import dev.banyan.playbooks.load.RequestLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a timeline needs of one request.
 *
 * @param at when it was due
 * @param answered whether somebody gave the answer that was to be expected; errors may be the proxy's own, and then nobody did
 * @param ruby whether the monolith did, wherever it was then
 * @param window the fault window that it began in; empty outside of any
 */
record Seen(Instant at, boolean answered, boolean ruby, boolean failed, long millis, String window) {
    private static final long SLOW_MILLIS = 1_000;

    boolean slow() {
        return !failed && millis > SLOW_MILLIS;
    }

    /** All requests of a log. */
    static List<Seen> read(Path log, Migration migration) {
        ServiceRoutes routes = ServiceRoutes.of(migration);
        List<Seen> all = new ArrayList<>();
        RequestLog.read(log, line -> all.add(of(line, routes)));
        return all;
    }

    private static Seen of(RequestLine line, ServiceRoutes routes) {
        return new Seen(
                line.ts(),
                line.outcome() != Outcome.FAILED,
                !routes.answeredByService(line),
                line.outcome() == Outcome.FAILED,
                line.millis(),
                line.window() == null ? "" : line.window());
    }
}
