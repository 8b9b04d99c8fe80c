package dev.banyan.playbooks.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts requests as they end. Thread-safe. */
final class Statistics {

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder declined = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder rerouted = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private final Latencies latencies = new Latencies();
    private final List<FaultWindow> windows = new CopyOnWriteArrayList<>();

    void begin() {
        begun.increment();
    }

    FaultWindow open(String window) {
        FaultWindow opened = new FaultWindow(window);
        windows.add(opened);
        return opened;
    }

    List<WindowFigures> windows() {
        return windows.stream().map(FaultWindow::figures).toList();
    }

    /** @param window in which the request was under way; null when nothing was broken on purpose then */
    void end(RequestLine line, @Nullable FaultWindow window) {
        add(writes, line.kind().write());
        add(acknowledged, line.acknowledgedWrite());
        add(declined, line.outcome() == Outcome.DECLINED && line.kind() == Kind.PAYMENT);
        if (window == null) {
            judge(line);
        } else {
            window.end(line);
        }
        ended.increment();
    }

    private void judge(RequestLine line) {
        add(failed, line.outcome() == Outcome.FAILED);
        add(retried, line.retried());
        add(rerouted, line.rerouted());
        add(waited, line.waited());
        latencies.add(line.millis());
    }

    LoadFigures figures() {
        long done = ended.sum();
        return new LoadFigures(
                done,
                done - writes.sum(),
                writes.sum(),
                acknowledged.sum(),
                declined.sum(),
                failed.sum(),
                retried.sum(),
                rerouted.sum(),
                waited.sum(),
                begun.sum() - done,
                latencies.quantile(0.5),
                latencies.quantile(0.99));
    }

    private static void add(LongAdder counter, boolean counts) {
        if (counts) {
            counter.increment();
        }
    }
}
