package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.Durations;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Has a service bring a view up to its source without events: all of it, some rows, or what changed lately. */
@Command(
        name = "import",
        description = "Bring a view up to its source: all of it, some rows, or what changed lately.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final long ASK_AGAIN_MILLIS = 200;

    private final Session session;

    @Parameters(paramLabel = "VIEW", description = "The view, as events.views of migration.yaml names it.")
    private String view = "";

    @Option(names = "--full", description = "Every row; what the source does not have is removed at the end.")
    private boolean full;

    @Option(names = "--ids", split = ",", paramLabel = "ID", description = "These rows.")
    private List<String> ids = List.of();

    @Option(names = "--since", paramLabel = "DURATION", description = "What has changed for so long, such as 10m.")
    private @Nullable String since;

    ImportCommand(Session session) {
        this.session = session;
    }

    record View(String view, String what, long rows, long removed, String watermark) {}

    @Override
    public Integer call() throws InterruptedException {
        JsonNode wanted = wanted();
        ViewPlaces places = ViewPlaces.of(session, view);
        ViewHttp http = new ViewHttp(places);
        JsonNode[] done = new JsonNode[1];
        Plan plan = new Plan()
                .step(
                        "have '" + places.service() + "' import view '" + view + "' from '" + places.source() + "': "
                                + what(),
                        () -> done[0] = run(http, wanted));
        if (session.apply(plan)) {
            session.output()
                    .print(new View(
                            view,
                            what(),
                            done[0].path("rows").longValue(),
                            done[0].path("removed").longValue(),
                            done[0].path("watermark").stringValue("")));
        }
        return ExitCode.OK.code();
    }

    private JsonNode run(ViewHttp http, JsonNode wanted) throws InterruptedException {
        new Audit(session.store()).record(session.actor(), "events import", view, what());
        JsonNode state = http.startImport(wanted);
        while (state.path("stage").stringValue("").equals("RUNNING")) {
            Thread.sleep(ASK_AGAIN_MILLIS);
            state = http.lastImport();
        }
        if (!state.path("stage").stringValue("").equals("DONE")) {
            throw new CommandFailure(
                    ExitCode.ABORTED,
                    "The import of '" + view + "' did not end: "
                            + state.path("why").stringValue("its service was restarted")
                            + " What it wrote stays, and it may be run again.");
        }
        return state;
    }

    private JsonNode wanted() {
        int named = (full ? 1 : 0) + (ids.isEmpty() ? 0 : 1) + (since == null ? 0 : 1);
        if (named != 1) {
            throw CommandFailure.usage("Say which rows: one of --full, --ids and --since.");
        }
        ObjectNode wanted = Json.mapper().createObjectNode();
        if (full) {
            return wanted.put("full", true);
        }
        if (since != null) {
            return wanted.put("since", duration(since).toString());
        }
        ArrayNode array = wanted.putArray("ids");
        ids.forEach(array::add);
        return wanted;
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--since is " + text + ": " + e.getMessage());
        }
    }

    private String what() {
        return full ? "all rows" : since != null ? "what changed in the last " + since : ids.size() + " rows";
    }
}
