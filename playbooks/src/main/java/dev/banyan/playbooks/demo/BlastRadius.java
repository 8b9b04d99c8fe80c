package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.playbooks.load.WindowFigures;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The same trouble after every phase: the review tables of the monolith are locked, and who notices is counted. Where the monolith's
 * database is gone, that is the trouble.
 */
final class BlastRadius {
    static final String WINDOW = "blast-radius";
    /** Kinds of requests in the tables, in order. */
    static final List<String> KINDS = List.of(
            "reviews",
            "orders",
            "order-views",
            "members",
            "payments",
            "payment-views",
            "relay",
            "menu-views",
            "shop-views",
            "owner-writes",
            "settlement",
            "search");

    private static final int SECONDS = 5;
    private static final List<String> COMMAND =
            List.of("stack", "fault", "lock", "--tables", "reviews", "--seconds", String.valueOf(SECONDS));

    private BlastRadius() {}

    static String command() {
        return "banyan " + String.join(" ", COMMAND);
    }

    /** @throws CommandFailure when the tables could not be locked */
    static void measure(Stage stage) {
        stage.narrator()
                .chapter(
                        "blast radius",
                        "The monolith's review tables are locked for five seconds. Who notices, besides those who look at reviews?");
        FaultWindows windows = new FaultWindows(stage.load(), stage.options().rate());
        windows.open(WINDOW);
        try {
            if (stage.places().rubyRuns()) {
                lock(stage);
            } else {
                stage.narrator().evidence("there is no Ruby any more to lock; counted all the same");
                TimeUnit.SECONDS.sleep(SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            windows.close();
        }
    }

    private static void lock(Stage stage) {
        Stage.Ran ran = stage.run(COMMAND);
        if (ran.exit() == ExitCode.ABORTED.code()) {
            Thread.currentThread().interrupt();
        } else if (ran.exit() != ExitCode.OK.code()) {
            throw new CommandFailure(ExitCode.BROKEN, "The review tables could not be locked (" + ran.exit() + ").");
        }
    }

    /** Who failed or waited for more than a second, in percent, the worst hit first. */
    static String text(WindowFigures window) {
        String hit = window.kinds().entrySet().stream()
                .filter(kind -> kind.getValue().percentHit() > 0)
                .sorted((one, other) -> Long.compare(
                        other.getValue().percentHit(), one.getValue().percentHit()))
                .map(kind -> kind.getKey() + " " + kind.getValue().percentHit() + " %")
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s: %d requests, %d failed, %d waited for more than a second; hit: %s",
                window.name(),
                window.requests(),
                window.failed(),
                window.slow(),
                hit.isEmpty() ? "nobody" : hit);
    }
}
