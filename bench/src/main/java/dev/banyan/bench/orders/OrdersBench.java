package dev.banyan.bench.orders;

import dev.banyan.bench.Arguments;
import dev.banyan.bench.BenchStack;
import dev.banyan.bench.Ranks;
import dev.banyan.playbooks.command.Rush;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Prints a Markdown table, a row for each rate. Arguments: the project's folder, seconds a rate, and the rates in orders a second.
 * An event is late from its time, set right before its commit, until the view has what it made of it.
 */
public final class OrdersBench {
    private static final String USAGE = "bench/orders [SECONDS [RATE...]]";
    private static final List<Integer> RATES = List.of(20, 30, 40, 60, 100);
    private static final int WARM_UP_RATE = 40;
    private static final List<Rush.Wish> WISHES = LongStream.rangeClosed(1, 20)
            .mapToObj(shop -> new Rush.Wish(shop, Shops.MENU))
            .toList();
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final BenchStack stack;

    private OrdersBench(BenchStack stack) {
        this.stack = stack;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int seconds = Arguments.number(arguments, 1, 20, USAGE);
        List<Integer> rates = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            rates.add(Arguments.number(arguments, i, WARM_UP_RATE, USAGE));
        }
        try (Shops shops = new Shops();
                BenchStack stack = new BenchStack(home, stackFile(home, shops));
                Payments payments = new Payments(stack.local("queues"))) {
            payments.open();
            stack.banyan("phase", "start", "order-events");
            OrdersBench bench = new OrdersBench(stack);
            // Until code is compiled: the first rows would be about that.
            for (int i = 0; i < 4; i++) {
                bench.measure(WARM_UP_RATE, seconds);
            }
            System.out.println(
                    "| orders/s | ordered | delivered | answered p50 / p99 ms | events late p50 / p99 / longest ms | processor ms an order |");
            System.out.println("|---|---|---|---|---|---|");
            for (int rate : rates.isEmpty() ? RATES : rates) {
                System.out.println(bench.measure(rate, seconds));
            }
        }
    }

    private static String stackFile(Path home, Shops shops) throws Exception {
        return Files.readString(home.resolve("bench/src/main/resources/orders/stack.yaml"))
                .replace("@catalogue@", shops.uri().toString());
    }

    /** A row of the table. */
    private String measure(int rate, int seconds) throws Exception {
        Instant from = Instant.now();
        Map<Long, Duration> before = processorTimes();
        Rush.Rushed rushed = new Rush(stack.local("order-service"), WISHES).run(rate, seconds);
        List<Long> late = delays(from, rushed.delivered());
        long worked = millisSince(before);
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %d / %d | %d / %d / %d | %d |",
                rate,
                rushed.ordered(),
                rushed.delivered(),
                rushed.medianMillis(),
                rushed.p99Millis(),
                Ranks.percentile(late, 50),
                Ranks.percentile(late, 99),
                Ranks.percentile(late, 100),
                worked / rushed.ordered());
    }

    /** Waits until the view has heard of all that were delivered since then. */
    private List<Long> delays(Instant from, int delivered) throws Exception {
        Instant end = Instant.now().plus(LONGEST_DELAY);
        List<Long> late = handled(from);
        while (late.size() < Math.max(1, delivered)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "The view heard of " + late.size() + " of " + delivered + " deliveries in five minutes.");
            }
            TimeUnit.MILLISECONDS.sleep(200);
            late = handled(from);
        }
        return late;
    }

    private List<Long> handled(Instant from) throws SQLException {
        List<Long> millis = new ArrayList<>();
        try (Connection connection = stack.connect("orders");
                PreparedStatement select = connection.prepareStatement(
                        "SELECT TIMESTAMPDIFF(MICROSECOND, e.occurred_at, i.handled_at) DIV 1000 FROM outbox e"
                                + " JOIN review.inbox i ON i.event_id = e.event_id WHERE e.occurred_at >= ?")) {
            select.setObject(1, LocalDateTime.ofInstant(from, ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    millis.add(rows.getLong(1));
                }
            }
        }
        return millis;
    }

    /** What processes worked that run now, all on this machine: nothing else should run. */
    private static long millisSince(Map<Long, Duration> before) {
        return processorTimes().entrySet().stream()
                .mapToLong(now -> now.getValue()
                        .minus(before.getOrDefault(now.getKey(), Duration.ZERO))
                        .toMillis())
                .sum();
    }

    private static Map<Long, Duration> processorTimes() {
        return ProcessHandle.allProcesses()
                .collect(Collectors.toMap(
                        ProcessHandle::pid,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }
}
