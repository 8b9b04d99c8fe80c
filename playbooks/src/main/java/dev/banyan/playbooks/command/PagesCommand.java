package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at pages of shops as customers do, who come whether those before them were answered or not. */
@Command(
        name = "pages",
        description = "Look at pages of shops through a proxy for some seconds, and tell how that went.",
        mixinStandardHelpOptions = true)
final class PagesCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Session session;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second; default: ${DEFAULT-VALUE}.")
    private int rate = 20;

    @Option(
            names = "--shops",
            paramLabel = "N",
            description = "The pages of shops 1 to N in turn; default: ${DEFAULT-VALUE}.")
    private int shops = 50;

    PagesCommand(Session session) {
        this.session = session;
    }

    /**
     * @param failed answered with anything but 200, or not at all within ten seconds
     * @param together how many waited at the same time at most
     */
    record Looked(long asked, long failed, long medianMillis, long longestMillis, long together) {}

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || rate < 1 || rate > 1000 || shops < 1) {
            throw CommandFailure.usage("--seconds and --shops are at least 1, and --rate is 1 to 1000.");
        }
        URI proxy = URI.create("http://127.0.0.1:" + LocalStack.of(session).port("proxy-1"));
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        List<Long> waited = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        int most = 0;
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < seconds * rate; i++) {
            long came = System.nanoTime();
            most = Math.max(most, waiting.incrementAndGet());
            all.add(http.sendAsync(page(proxy, i), HttpResponse.BodyHandlers.discarding())
                    .handle((answer, failure) -> {
                        waiting.decrementAndGet();
                        waited.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - came));
                        return answer == null || answer.statusCode() != 200 ? failed.incrementAndGet() : 0;
                    }));
            TimeUnit.MICROSECONDS.sleep(1_000_000 / rate);
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        List<Long> sorted = waited.stream().sorted().toList();
        session.output()
                .print(new Looked(
                        sorted.size(),
                        failed.get(),
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() - 1),
                        most));
        return 0;
    }

    private HttpRequest page(URI proxy, int i) {
        return HttpRequest.newBuilder(proxy.resolve("/api/shop-pages/" + (1 + i % shops)))
                .timeout(PATIENCE)
                .build();
    }
}
