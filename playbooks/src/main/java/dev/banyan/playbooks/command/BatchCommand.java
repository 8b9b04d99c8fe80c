package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.StackException;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one of the monolith's nightly batches now: a writer that goes past every proxy. */
@Command(
        name = "batch",
        description = "Run one of the monolith's nightly batches now. It writes its tables past the proxies.",
        mixinStandardHelpOptions = true)
final class BatchCommand implements Callable<Integer> {

    private static final String CORRECTION = "payment-correction";

    private final Session session;

    @Parameters(paramLabel = "BATCH", description = "payment-correction.")
    private String batch = "";

    @Option(names = "--limit", paramLabel = "N", description = "Rows to correct; default: ${DEFAULT-VALUE}.")
    private int limit = 200;

    BatchCommand(Session session) {
        this.session = session;
    }

    /** What the batch answers. */
    record Corrected(String batch, int updated, int inserted) {}

    @Override
    public Integer call() {
        if (!batch.equals(CORRECTION)) {
            throw CommandFailure.usage("There is no batch '" + batch + "'. There is: " + CORRECTION + ".");
        }
        URI uri = uri();
        session.apply(new Plan().step("POST " + uri, () -> session.output().print(run(uri))));
        return 0;
    }

    private URI uri() {
        try {
            return URI.create("http://127.0.0.1:" + LocalStack.of(session).port("monolith") + "/admin/batch/" + batch
                    + "?limit=" + limit);
        } catch (StackException e) {
            throw CommandFailure.unreachable("The stack does not run here. Start it: banyan stack up");
        }
    }

    private Corrected run(URI uri) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw CommandFailure.refused("The monolith answered " + answer.statusCode() + ": " + answer.body());
            }
            Corrected counts = Json.read(answer.body(), Corrected.class);
            return new Corrected(batch, counts.updated(), counts.inserted());
        } catch (IOException e) {
            throw CommandFailure.unreachable(
                    "The monolith does not answer at " + uri + ": " + e + ". See: banyan stack status");
        }
    }
}
