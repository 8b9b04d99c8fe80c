package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackException;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadException;
import dev.banyan.playbooks.load.LoadFigures;
import dev.banyan.playbooks.load.LoadPlan;
import dev.banyan.playbooks.load.RequestLine;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts load on the local stack until it is told to end. */
@Command(
        name = "load",
        description = "Put load on the stack, through its proxies; every request goes to .banyan/demo/requests.ndjson.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--rate", paramLabel = "N", description = "Requests per second; default: ${DEFAULT-VALUE}.")
    private int rate = 200;

    @Option(
            names = "--mix",
            paramLabel = "MIX",
            description = "payments: orders, payments and views; city: all that a city does. Default: payments.")
    private LoadPlan.Mix mix = LoadPlan.Mix.PAYMENTS;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; default: until Ctrl-C.")
    private int seconds = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed wants the same; default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    LoadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (seconds < 1) {
            throw CommandFailure.usage("--seconds is " + seconds + "; at least 1.");
        }
        LoadPlan plan = plan(LocalStack.of(session));
        boolean[] failed = {false};
        String until = seconds == Integer.MAX_VALUE ? "until Ctrl-C" : "for " + seconds + " s";
        session.apply(new Plan()
                .step(
                        "send " + rate + " requests/s through "
                                + String.join(", ", plan.proxies().keySet()) + " " + until,
                        () -> failed[0] = run(plan).failed() > 0));
        return failed[0] ? ExitCode.BROKEN.code() : ExitCode.OK.code();
    }

    private LoadPlan plan(Stack stack) {
        Map<String, URI> proxies = new LinkedHashMap<>();
        try {
            for (String name : stack.names()) {
                if (name.startsWith("proxy-")) {
                    proxies.put(name, URI.create("http://127.0.0.1:" + stack.port(name)));
                }
            }
            return new LoadPlan(
                    proxies,
                    rate,
                    seed,
                    session.stateDirectory().resolve("demo").resolve("requests.ndjson"),
                    mix);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        } catch (StackException e) {
            throw CommandFailure.unreachable("The stack does not run here. Start it: banyan stack up");
        }
    }

    private LoadFigures run(LoadPlan plan) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onCtrlC = new Thread(
                () -> {
                    stop.countDown();
                    awaitQuietly(ended);
                },
                "load-end");
        Runtime.getRuntime().addShutdownHook(onCtrlC);
        try (Load load = Load.start(plan)) {
            long requests = 0;
            for (int second = 1; second <= seconds && !stop.await(1, TimeUnit.SECONDS); second++) {
                LoadFigures now = load.figures();
                session.output().progress(live(second, now, now.requests() - requests));
                requests = now.requests();
            }
            session.output().progressDone();
            LoadFigures whole = load.end();
            load.failures().stream().limit(5).map(LoadCommand::sample).forEach(session.output()::say);
            session.output().print(whole);
            return whole;
        } catch (LoadException e) {
            throw CommandFailure.unreachable(String.valueOf(e.getMessage()));
        } finally {
            ended.countDown();
            removeHook(onCtrlC);
        }
    }

    private static String live(int second, LoadFigures now, long perSecond) {
        return String.format(
                "%4d s  %4d/s  %d reads, %d writes  p50 %d ms, p99 %d ms  failed %d, retried %d, waited %d, declined %d",
                second,
                perSecond,
                now.reads(),
                now.writes(),
                now.p50(),
                now.p99(),
                now.failed(),
                now.retried(),
                now.waited(),
                now.declined());
    }

    static String sample(RequestLine line) {
        return "  failed: " + line.method() + " " + line.path() + " (member " + line.member() + ", key " + line.key()
                + ") at " + line.ts() + ": " + (line.status() == 0 ? "no answer" : line.status()) + " after "
                + line.millis() + " ms and " + line.tries() + " tries, last through " + line.proxy() + " from "
                + line.side() + (line.answer() == null ? "" : ": " + line.answer());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            boolean ended = latch.await(15, TimeUnit.SECONDS);
            if (!ended) {
                Runtime.getRuntime().halt(ExitCode.ABORTED.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is what waits for us.
        }
    }
}
