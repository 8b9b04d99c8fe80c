package dev.banyan.sync.feed;

import dev.banyan.control.config.Secret;
import dev.banyan.control.config.Site;
import dev.banyan.control.store.Json;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.position.Position.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One feed at its service: {@code POST /feed/{phase}/take-over} and {@code POST /feed/{phase}}. Of several instances it
 * stays with the one that answers. For one thread.
 */
public final class FeedClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int LONGEST_REASON = 500;

    private final String service;
    private final String phase;
    private final List<String> instances;
    private final @Nullable Secret token;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private int instance;

    /** @param patience how long an answer may take */
    public FeedClient(String service, Site site, String phase, Duration patience) {
        this.service = service;
        this.phase = phase;
        this.instances = site.http();
        this.token = site.token();
        this.patience = patience;
    }

    /**
     * How the feed stands at the service.
     *
     * @param epoch the only one that may post from now on
     * @param position where the stream goes on; null before the end of the first copy
     */
    public record Standing(long epoch, @Nullable String position, Snapshot snapshot) {}

    /** {@code search at http://127.0.0.1:9104}, for messages. */
    public String name() {
        return service + " at " + instances.get(instance);
    }

    /**
     * Raises the epoch, after which nobody else's batches are taken.
     *
     * @throws StreamHaltedException when the service does not understand
     * @throws IllegalStateException when it can't be reached now, or turns the feed away
     */
    public Standing takeOver() throws InterruptedException {
        String name = name();
        Reply reply = send("/take-over", new byte[0]);
        if (reply.status() == 200) {
            try {
                return standing(Json.mapper().readTree(reply.body()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new StreamHaltedException("Service " + name + " answers take-over of '" + phase
                        + "' with what is no standing: " + brief(reply.body()) + ". Mend the service, then pause and"
                        + " resume the stream.");
            }
        }
        if (reply.status() == 400) {
            throw new StreamHaltedException("Service " + name + " refuses take-over of '" + phase + "': "
                    + reason(reply) + " Mend it, then pause and resume the stream.");
        }
        throw new IllegalStateException("Service " + name + " can't be fed: " + reason(reply));
    }

    /**
     * Has the service forget what it has of the phase: the first copy begins again with the next take-over.
     *
     * @throws IllegalStateException when it does not
     */
    public void startOver(Standing standing) throws InterruptedException {
        FeedAnswer answer = post(FeedBatch.body(standing.epoch(), standing.position(), null, false, List.of()));
        if (!(answer instanceof FeedAnswer.Stored)) {
            throw new IllegalStateException(
                    "Service " + name() + " does not start over with '" + phase + "': " + answer + ".");
        }
    }

    FeedAnswer post(byte[] batch) throws InterruptedException {
        Reply reply = send("", batch);
        return switch (reply.status()) {
            case 200 -> stored(reply);
            case 400, 413, 422 -> new FeedAnswer.NotUnderstood(reason(reply));
            case 409 -> elsewhere(reply);
            case 0, 408, 429 -> new FeedAnswer.Unavailable(reason(reply));
            default ->
                reply.status() >= 500
                        ? new FeedAnswer.Unavailable(reason(reply))
                        : new FeedAnswer.TurnedAway(reason(reply));
        };
    }

    /** @param status 0 when there was no answer; the body then says why */
    private record Reply(int status, String body) {}

    private Reply send(String path, byte[] body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(instances.get(instance) + "/feed/" + phase + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token.value());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            instance = (instance + 1) % instances.size();
            return new Reply(0, why);
        }
    }

    private static FeedAnswer stored(Reply reply) {
        try {
            return new FeedAnswer.Stored(
                    text(Json.mapper().readTree(reply.body()).path("position")));
        } catch (JacksonException e) {
            return new FeedAnswer.Unavailable("it answers 200 with " + brief(reply.body()));
        }
    }

    private static FeedAnswer elsewhere(Reply reply) {
        try {
            Standing standing = standing(Json.mapper().readTree(reply.body()));
            return new FeedAnswer.Elsewhere(standing.epoch(), standing.position(), standing.snapshot());
        } catch (JacksonException | IllegalArgumentException e) {
            return new FeedAnswer.Elsewhere(0, null, Snapshot.NONE); // taking over again tells more
        }
    }

    private static Standing standing(JsonNode node) {
        if (!node.path("epoch").isIntegralNumber()) {
            throw new IllegalArgumentException("no epoch.");
        }
        Snapshot snapshot = Snapshot.valueOf(node.path("snapshot").stringValue(""));
        String position = text(node.path("position"));
        if (snapshot == Snapshot.DONE && position == null) {
            throw new IllegalArgumentException("no position.");
        }
        return new Standing(node.path("epoch").longValue(), position, snapshot);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    /** The detail of a problem, or what else the answer says. */
    private static String reason(Reply reply) {
        if (reply.status() == 0) {
            return reply.body().endsWith(".") ? reply.body() : reply.body() + ".";
        }
        String said = reply.body();
        try {
            JsonNode problem = Json.mapper().readTree(said);
            said = problem.path("detail").stringValue(problem.path("title").stringValue(said));
        } catch (JacksonException e) {
            said = reply.body();
        }
        String status = "it answers " + reply.status();
        return said.isBlank() ? status + "." : status + ": " + stopped(brief(said));
    }

    private static String stopped(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
    }
}
