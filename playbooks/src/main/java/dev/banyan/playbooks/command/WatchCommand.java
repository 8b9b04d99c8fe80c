package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a metric of the monolith twice. */
@Command(
        name = "watch",
        description = "How much a metric of the monolith, of all its instances together, grows in some seconds.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "METRIC",
            description = "With its labels, such as 'ruby_queries_total{capability=\"search\"}'.")
    private String metric = "";

    @Option(names = "--seconds", paramLabel = "N", description = "How long; default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    WatchCommand(Session session) {
        this.session = session;
    }

    /** What was read. */
    record Grown(String metric, long before, long after, long growth) {}

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw CommandFailure.usage("--seconds is " + seconds + "; at least 1.");
        }
        List<URI> monoliths = DemoStack.places(session).monoliths();
        if (monoliths.isEmpty()) {
            throw CommandFailure.unreachable("No monolith runs. See: banyan stack status");
        }
        long before = sum(monoliths);
        TimeUnit.SECONDS.sleep(seconds);
        long after = sum(monoliths);
        session.output().print(new Grown(metric, before, after, after - before));
        return 0;
    }

    private long sum(List<URI> monoliths) throws InterruptedException {
        double sum = 0;
        for (URI monolith : monoliths) {
            sum += Metrics.value(Http.get(monolith.resolve("/actuator/prometheus")), metric);
        }
        return Math.round(sum);
    }

    /** Prometheus' text format. */
    static final class Metrics {
        private Metrics() {}

        /**
         * The value of a series; 0 where there is none.
         *
         * @param series name and labels, in any order of labels and with any blanks between them
         */
        static double value(String text, String series) {
            String wanted = normal(series);
            return text.lines()
                    .filter(line -> !line.startsWith("#") && line.lastIndexOf(' ') > 0)
                    .filter(line ->
                            normal(line.substring(0, line.lastIndexOf(' '))).equals(wanted))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        private static String normal(String series) {
            int open = series.indexOf('{');
            if (open < 0) {
                return series.strip();
            }
            String labels = series.substring(open + 1, series.lastIndexOf('}'));
            List<String> sorted = List.of(labels.split(",", -1)).stream()
                    .map(label -> label.strip().toLowerCase(Locale.ROOT))
                    .filter(label -> !label.isEmpty())
                    .sorted()
                    .toList();
            return series.substring(0, open).strip() + "{" + String.join(",", sorted) + "}";
        }
    }
}
