package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.StackException;
import dev.banyan.control.store.Json;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one of the nightly batches now. The correction is the monolith's, and a writer that goes past every proxy. */
@Command(
        name = "batch",
        description =
                "Run a batch now: the first monolith's nightly payment-correction, which writes its tables past the"
                        + " proxies; the settlement service's day-close; the search service's reindex; ruby-2018"
                        + " and ruby-2018-12, the changes of the present monolith's schema before orders and ads leave.",
        mixinStandardHelpOptions = true)
final class BatchCommand implements Callable<Integer> {
    private static final String CORRECTION = "payment-correction";
    private static final String DAY_CLOSE = "day-close";
    private static final String REINDEX = "reindex";
    private static final String RUBY_2018 = "ruby-2018";
    private static final String RUBY_2018_12 = "ruby-2018-12";

    private final Session session;

    @Parameters(
            paramLabel = "BATCH",
            description = "payment-correction, day-close, reindex, ruby-2018 or ruby-2018-12.")
    private String batch = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Rows to correct (payment-correction); default: ${DEFAULT-VALUE}.")
    private int limit = 200;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "The day to close (day-close); default: today.")
    private @Nullable String day;

    @Option(
            names = "--from",
            paramLabel = "ORIGIN",
            description = "What the index is made of (reindex): feed or views; default: what it is made of now.")
    private @Nullable String from;

    BatchCommand(Session session) {
        this.session = session;
    }

    /** What the correction answers. */
    record Corrected(String batch, int updated, int inserted) {}

    @Override
    public Integer call() {
        URI uri = uri();
        session.apply(new Plan().step("POST " + uri, () -> session.output().print(run(uri))));
        return 0;
    }

    private URI uri() {
        return switch (batch) {
            case CORRECTION -> at("monolith", "/admin/batch/" + CORRECTION + "?limit=" + limit);
            case DAY_CLOSE -> at("settlement-service", "/api/settlement-days/" + day() + "/close");
            case REINDEX -> at("search-service", "/admin/reindex" + origin());
            case RUBY_2018 -> at(monolith(), "/admin/schema/2018");
            case RUBY_2018_12 -> at(monolith(), "/admin/schema/2018-12");
            default ->
                throw CommandFailure.usage("There is no batch '" + batch + "'. There are: "
                        + String.join(", ", List.of(CORRECTION, DAY_CLOSE, REINDEX, RUBY_2018, RUBY_2018_12)) + ".");
        };
    }

    /** The one on the monolith's present database. */
    private String monolith() {
        return DemoStack.places(session).monolithEntry();
    }

    private String origin() {
        if (from == null) {
            return "";
        }
        if (!List.of("feed", "views").contains(from)) {
            throw CommandFailure.usage("--from is '" + from + "'; it must be feed or views.");
        }
        return "?from=" + from;
    }

    private LocalDate day() {
        try {
            return day == null ? LocalDate.now(ZoneId.systemDefault()) : LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw CommandFailure.usage("--day is '" + day + "'; write it as 2017-03-31.");
        }
    }

    private URI at(String entry, String path) {
        try {
            return URI.create("http://127.0.0.1:" + LocalStack.of(session).port(entry) + path);
        } catch (StackException e) {
            throw CommandFailure.unreachable("The stack does not run here. Start it: banyan stack up");
        }
    }

    private Object run(URI uri) throws InterruptedException {
        String answer = Http.post(uri, "");
        if (batch.equals(CORRECTION)) {
            Corrected counts = Json.read(answer, Corrected.class);
            return new Corrected(batch, counts.updated(), counts.inserted());
        }
        return Json.mapper().readTree(answer);
    }
}
