package dev.banyan.bench.recovery;

import dev.banyan.bench.Arguments;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Prints a Markdown table. Arguments: the project's folder, how many shops there are, and how many seconds customers are watched
 * with nothing beside them. Ends with exit code 1 if a customer's request failed or a view differs from its source.
 */
public final class RecoveryBench {
    private static final String USAGE = "bench/recovery [SHOPS [SECONDS]]";
    private static final long SEED = 7;

    /** Each is an aggregate of its own, and what ElasticMQ does to find a message grows with the aggregates that wait. */
    private static final int MOST_IN_ONE_GO = 3000;

    private final Town town;
    private final int shops;
    private boolean failed;

    private RecoveryBench(Town town, int shops) {
        this.town = town;
        this.shops = shops;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int shops = Arguments.number(arguments, 1, 100_000, USAGE);
        int quiet = Arguments.number(arguments, 2, 30, USAGE);
        boolean failed;
        try (Town town = new Town(home)) {
            RecoveryBench bench = new RecoveryBench(town, shops);
            bench.run(quiet);
            failed = bench.failed;
        }
        System.exit(failed ? 1 : 0);
    }

    private void run(int quiet) throws Exception {
        town.insertShops(shops);
        town.banyan("phase", "start", "shop-events");
        town.banyan("phase", "start", "shop-pages");
        town.banyan("phase", "cutover", "shop-pages");
        System.out.println(
                "| beside customers | shops or events | seconds | a second | requests | failed | p50 ms | p99 ms | longest ms |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        long began = System.nanoTime();
        town.banyan("events", "import", "shops", "--full");
        row("full import into an empty view, no customers yet", began, shops, new Customers.Seen(0, 0, 0, 0, 0));
        try (Customers customers = new Customers(town.proxy(), town.shopList(), shops, SEED)) {
            TimeUnit.SECONDS.sleep(quiet);
            customers.seen();
            measure(customers, "nothing", () -> {
                TimeUnit.SECONDS.sleep(quiet);
                return 0;
            });
            measure(customers, "full import into the view it made", () -> {
                town.banyan("events", "import", "shops", "--full");
                return shops;
            });
            measure(customers, "verify --view", this::verify);
            measure(customers, "events committed in one go, until they are handled", () -> {
                int burst = Math.min(shops, MOST_IN_ONE_GO);
                long handled = town.handled();
                town.commitEvents(burst);
                town.awaitHandled(handled + burst);
                return burst;
            });
            town.fillOutbox(shops);
            measure(customers, "events republished, until they are handled", () -> {
                long handled = town.handled();
                long published = town.republish();
                town.awaitHandled(handled + published);
                return published;
            });
            measure(customers, "verify --view", this::verify);
        }
    }

    private long verify() {
        town.banyan("verify", "--view", "shops");
        return shops;
    }

    private interface Work {
        /** Returns how many rows or events it dealt with; 0 where none are counted. */
        long run() throws Exception;
    }

    private void measure(Customers customers, String what, Work work) throws Exception {
        long began = System.nanoTime();
        long items = work.run();
        row(what, began, items, customers.seen());
    }

    private void row(String what, long began, long items, Customers.Seen seen) {
        double seconds = (System.nanoTime() - began) / 1e9;
        failed |= seen.failed() > 0;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %s | %d | %d | %d | %d | %d |%n",
                what,
                items == 0 ? "" : items,
                seconds,
                items == 0 ? "" : String.format(Locale.ROOT, "%.0f", items / seconds),
                seen.asked(),
                seen.failed(),
                seen.medianMillis(),
                seen.p99Millis(),
                seen.longestMillis());
    }
}
