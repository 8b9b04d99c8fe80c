package dev.banyan.playbooks.timeline;

import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.yaml.Choices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks at the monoliths' statements and the streams' lags once in a while, on a thread of its own. A look begins when the one before has ended and
 * the pause is over, so that slow answers make fewer looks and not more. What can't be read is a gap of that sample, never a failure. Thread-safe.
 */
public final class Sampler implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<List<URI>> monoliths;
    private final Supplier<List<StreamRecord>> streams;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean over;

    private Sampler(Supplier<List<URI>> monoliths, Supplier<List<StreamRecord>> streams, Clock clock, Duration pause) {
        this.monoliths = monoliths;
        this.streams = streams;
        this.clock = clock;
        this.thread = new Thread(() -> look(pause), "demo-sampler");
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param monoliths those that run now
     * @param streams as the control store has them now
     * @param pause from the end of a look to the next
     */
    public static Sampler start(
            Supplier<List<URI>> monoliths, Supplier<List<StreamRecord>> streams, Clock clock, Duration pause) {
        Sampler sampler = new Sampler(monoliths, streams, clock, pause);
        sampler.thread.start();
        return sampler;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Ends, at the latest after some seconds. What was sampled stays. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Duration pause) {
        while (!over) {
            look();
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void look() {
        List<String> gaps = new ArrayList<>();
        Map<String, Map<String, Double>> statements = statements(gaps);
        boolean statementsRead = gaps.isEmpty();
        Map<String, Long> lags = lags(gaps);
        if (!over) {
            samples.add(new Sample(clock.instant(), statements, statementsRead, lags, gaps));
        }
    }

    private Map<String, Map<String, Double>> statements(List<String> gaps) {
        Map<String, Map<String, Double>> statements = new TreeMap<>();
        try {
            for (URI monolith : monoliths.get()) {
                try {
                    statements.put(monolith.toString(), RubyStatements.parse(metrics(monolith)));
                } catch (IOException | NumberFormatException e) {
                    gaps.add("the metrics of a monolith that runs");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            gaps.add("the metrics of a monolith that runs");
        } catch (RuntimeException e) {
            gaps.add("which monoliths run");
        }
        return statements;
    }

    private String metrics(URI monolith) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(monolith.resolve("/actuator/prometheus"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The metrics answer " + answer.statusCode() + ".");
        }
        return answer.body();
    }

    private Map<String, Long> lags(List<String> gaps) {
        Map<String, Long> lags = new TreeMap<>();
        try {
            for (StreamRecord stream : streams.get()) {
                String name = stream.report().phase() + "."
                        + Choices.spell(stream.report().direction());
                if (stream.silentMillis() > StreamRecord.SILENT_AFTER_MILLIS) {
                    gaps.add("the lag of " + name + ", of which sync did not report");
                } else if (stream.report().lagMillis() >= 0) {
                    lags.put(name, stream.report().lagMillis());
                }
            }
        } catch (RuntimeException e) {
            gaps.add("the control store's streams");
        }
        return lags;
    }
}
