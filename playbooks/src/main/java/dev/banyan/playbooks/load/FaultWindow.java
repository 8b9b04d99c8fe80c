package dev.banyan.playbooks.load;

import java.util.Map;
import java.util.TreeMap;

/** Counts requests that were under way while something was broken on purpose. Thread-safe. */
final class FaultWindow {
    private static final long SLOW_MILLIS = 1_000;

    private final String name;
    private final Map<String, WindowFigures.Kind> kinds = new TreeMap<>();

    FaultWindow(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    synchronized void end(RequestLine line) {
        boolean failed = line.outcome() == Outcome.FAILED;
        boolean slow = !failed && line.millis() > SLOW_MILLIS;
        kinds.merge(
                line.kind().group(),
                new WindowFigures.Kind(1, failed ? 1 : 0, slow ? 1 : 0),
                (one, other) -> new WindowFigures.Kind(
                        one.requests() + other.requests(), one.failed() + other.failed(), one.slow() + other.slow()));
    }

    synchronized WindowFigures figures() {
        long requests = 0;
        long failed = 0;
        long slow = 0;
        for (WindowFigures.Kind kind : kinds.values()) {
            requests += kind.requests();
            failed += kind.failed();
            slow += kind.slow();
        }
        return new WindowFigures(name, requests, failed, slow, kinds);
    }
}
