package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import java.net.URI;
import java.util.List;
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
            description =
                    "With labels as in Prometheus' queries, such as 'ruby_queries_total{capability=\"search\"}'; the sum of all series.")
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
        Metrics chosen = chosen();
        List<URI> monoliths = DemoStack.places(session).monoliths();
        if (monoliths.isEmpty()) {
            throw CommandFailure.unreachable("No monolith runs. See: banyan stack status");
        }
        long before = sum(chosen, monoliths);
        TimeUnit.SECONDS.sleep(seconds);
        long after = sum(chosen, monoliths);
        session.output().print(new Grown(metric, before, after, after - before));
        return 0;
    }

    private Metrics chosen() {
        try {
            return Metrics.select(metric);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static long sum(Metrics chosen, List<URI> monoliths) throws InterruptedException {
        double sum = 0;
        for (URI monolith : monoliths) {
            sum += chosen.sum(Http.get(monolith.resolve("/actuator/prometheus")));
        }
        return Math.round(sum);
    }
}
