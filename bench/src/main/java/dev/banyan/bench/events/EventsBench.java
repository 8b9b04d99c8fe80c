package dev.banyan.bench.events;

import dev.banyan.bench.Arguments;

/** Prints Markdown tables. Arguments: how many runs, how many events in each, and seconds of the delay's measurement. */
public final class EventsBench {
    private static final String USAGE = "bench/events [RUNS [EVENTS [SECONDS]]]";

    private EventsBench() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Arguments.number(arguments, 0, 5, USAGE);
        int events = Arguments.number(arguments, 1, 20_000, USAGE);
        int seconds = Arguments.number(arguments, 2, 60, USAGE);
        System.out.println("| what | events/s | against | events/s | ratio | runs |");
        System.out.println("|---|---|---|---|---|---|");
        System.out.println(OutboxBench.run(runs, events).row());
        System.out.println(SubscriberBench.run(runs, events).row());
        System.out.println();
        System.out.println("| rate | events | p50 ms | p99 ms | longest ms |");
        System.out.println("|---|---|---|---|---|");
        System.out.println(DelayBench.run(20, seconds));
        System.out.println(DelayBench.run(100, seconds));
    }
}
