package dev.banyan.search.engine;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
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

    private final HttpClient client;
    private final URI base;
    private final JsonMapper json;

    OpenSearch(URI base, Duration connectTimeout, JsonMapper json) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.json = json;
    }

    /** @throws EngineDown when there was no answer in time, or it says that it can't at the moment */
    Answer send(String method, String path, String body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header(
                        "Content-Type",
                        path.endsWith("_bulk") || path.endsWith("_msearch")
                                ? "application/x-ndjson"
                                : "application/json")
                .timeout(timeout)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() >= 500 || response.statusCode() == TOO_MANY) {
                throw new EngineDown(method + " " + path + " was answered " + response.statusCode());
            }
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new EngineDown(method + " " + path + " got no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new EngineDown(method + " " + path + ": " + cause);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new EngineDown(method + " " + path + " was interrupted");
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            return json.missingNode();
        }
    }
}
