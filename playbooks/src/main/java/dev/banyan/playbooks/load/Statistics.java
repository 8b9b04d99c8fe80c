package dev.banyan.playbooks.load;

import java.util.concurrent.atomic.LongAdder;

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

    void begin() {
        begun.increment();
    }

    void end(RequestLine line) {
        add(writes, line.kind().write());
        add(acknowledged, line.acknowledgedWrite());
        add(declined, line.outcome() == Outcome.DECLINED);
        add(failed, line.outcome() == Outcome.FAILED);
        add(retried, line.retried());
        add(rerouted, line.rerouted());
        add(waited, line.waited());
        latencies.add(line.millis());
        ended.increment();
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
