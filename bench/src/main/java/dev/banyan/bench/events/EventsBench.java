package dev.banyan.bench.events;

/** Prints Markdown tables. Arguments: how many runs, how many events in each, and seconds of the delay's measurement. */
public final class EventsBench {
    private EventsBench() {}

    public static void main(String[] arguments) throws Exception {
        int runs = number(arguments, 0, 5);
        int events = number(arguments, 1, 20_000);
        int seconds = number(arguments, 2, 60);
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

    private static int number(String[] arguments, int place, int otherwise) {
        if (arguments.length <= place) {
            return otherwise;
        }
        try {
            int given = Integer.parseInt(arguments[place]);
            if (given > 0) {
                return given;
            }
        } catch (NumberFormatException e) {
            // said below, as for numbers that are too small
        }
        System.err.println(
                "'" + arguments[place] + "' must be a number above 0. Usage: bench/events [RUNS [EVENTS [SECONDS]]]");
        System.exit(2);
        return otherwise;
    }
}
