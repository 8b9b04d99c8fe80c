package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.playbooks.load.Looks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many customers look at what the query side shows, and the command side counts what it was asked for meanwhile: by its own metrics, so that
 * whoever else asks is counted, too.
 */
@Command(
        name = "surge",
        description = {
            "Ever more customers look at pages of shops and search; tells how many requests reached the services that own what they see.",
            "Whoever else asks those services is counted too: nobody should."
        },
        mixinStandardHelpOptions = true)
final class SurgeCommand implements Callable<Integer> {
    private static final List<String> COMMAND_SIDE =
            List.of("ad-service", "shop-owner-service", "menu-service", "shop-list-service");
    private static final Metrics REQUESTS = Metrics.select("http_server_requests_seconds_count{uri!~\"/actuator.*\"}");
    private static final List<String> WORDS = List.of("치킨", "피자", "짜장면", "김밥", "떡볶이", "족발");
    private static final int SHOPS = 50;
    private static final int ONE_SEARCHES_OF = 50;
    private static final Duration STILL_WITHIN = Duration.ofSeconds(60);
    private static final long STILL_MILLIS = 2_000;

    private final Session session;

    @Option(names = "--from", paramLabel = "N", description = "Requests a second at first; default: ${DEFAULT-VALUE}.")
    private int from = 10;

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "Requests a second after the ramp; default: ${DEFAULT-VALUE}.")
    private int to = 500;

    @Option(
            names = "--ramp",
            paramLabel = "N",
            description = "Seconds from one to the other; default: ${DEFAULT-VALUE}.")
    private int ramp = 20;

    @Option(names = "--requests", paramLabel = "N", description = "How many in all; default: ${DEFAULT-VALUE}.")
    private int requests = 100_000;

    SurgeCommand(Session session) {
        this.session = session;
    }

    /**
     * @param heldBack how many came later than they should have, as 200 waited already
     * @param perSecond at what rate they came, after the ramp
     * @param seconds from the first request to the last answer
     * @param commandRequests that reached the command side meanwhile
     */
    record Surge(
            long asked,
            long failed,
            long medianMillis,
            long p99Millis,
            long longestMillis,
            long together,
            long heldBack,
            long perSecond,
            long seconds,
            long commandRequests) {}

    @Override
    public Integer call() throws InterruptedException {
        if (from < 1 || to < from || to > 2_000 || ramp < 0 || requests < 1) {
            throw CommandFailure.usage(
                    "--from is at least 1, --to at least that and at most 2000, --ramp at least 0, --requests at least 1.");
        }
        Stack stack = LocalStack.of(session);
        List<URI> proxies = List.of(at(stack, "proxy-1"), at(stack, "proxy-2"));
        long before = still(stack);
        long began = System.nanoTime();
        Looks.Looked looked = new Looks(proxies)
                .look(new Looks.Pace(from, to, Duration.ofSeconds(ramp), requests), SurgeCommand::wanted);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        session.output()
                .print(new Surge(
                        looked.asked(),
                        looked.failed(),
                        looked.medianMillis(),
                        looked.p99Millis(),
                        looked.longestMillis(),
                        looked.together(),
                        looked.heldBack(),
                        looked.perSecond(),
                        seconds,
                        commandRequests(stack) - before));
        return 0;
    }

    private static String wanted(int i) {
        return i % ONE_SEARCHES_OF == 0
                ? "/api/search?limit=10&q="
                        + URLEncoder.encode(WORDS.get(i / ONE_SEARCHES_OF % WORDS.size()), StandardCharsets.UTF_8)
                : "/api/shop-pages/" + (1 + i % SHOPS);
    }

    /** What was asked of the command side until now, once nothing that was changed before is being fetched any more. */
    private static long still(Stack stack) throws InterruptedException {
        long latest = System.nanoTime() + STILL_WITHIN.toNanos();
        long before = commandRequests(stack);
        while (true) {
            Thread.sleep(STILL_MILLIS);
            long now = commandRequests(stack);
            if (now == before) {
                return now;
            }
            if (System.nanoTime() > latest) {
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "Services of the command side are asked all the time (" + (now - before) + " requests in "
                                + STILL_MILLIS
                                + " ms), so what customers cause could not be told from that. End the load first.");
            }
            before = now;
        }
    }

    private static long commandRequests(Stack stack) throws InterruptedException {
        double sum = 0;
        for (String service : COMMAND_SIDE) {
            sum += REQUESTS.sum(Http.get(at(stack, service).resolve("/actuator/prometheus")));
        }
        return Math.round(sum);
    }

    private static URI at(Stack stack, String entry) {
        return URI.create("http://127.0.0.1:" + stack.port(entry));
    }
}
