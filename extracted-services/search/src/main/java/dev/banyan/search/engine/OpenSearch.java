package dev.banyan.search.engine;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request to OpenSearch, bounded to the last byte of the answer. */
final class OpenSearch {

    /** What it answered; errors of ours (4xx) are answers too. */
    record Answer(int status, JsonNode body) {

        Answer orFail(String what) {
            if (status >= 300) {
                throw new IllegalStateException(what + ": " + status + " " + body);
            }
            return this;
        }
    }

    private static final int TOO_MANY = 429;

    private final JsonHttp http;
    private final URI base;

    OpenSearch(URI base, Duration connectTimeout, JsonMapper json) {
        this.http = new JsonHttp(json, connectTimeout, connectTimeout);
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
    }

    /** @throws EngineDown when there was no answer in time, or it says that it can't at the moment */
    Answer send(String method, String path, String body, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header(
                        "Content-Type",
                        path.endsWith("_bulk") || path.endsWith("_msearch")
                                ? "application/x-ndjson"
                                : "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            JsonHttp.Answer answer = http.send(request, timeout);
            if (answer.status() >= 500 || answer.status() == TOO_MANY) {
                throw new EngineDown(method + " " + path + " was answered " + answer.status());
            }
            return new Answer(answer.status(), answer.body());
        } catch (NoAnswer none) {
            throw new EngineDown(method + " " + path + " " + none.getMessage());
        }
    }
}
