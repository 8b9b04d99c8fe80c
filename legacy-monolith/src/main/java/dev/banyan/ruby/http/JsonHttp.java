package dev.banyan.ruby.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts JSON and reads JSON. Sends each request once; thread-safe. */
public final class JsonHttp {

    /**
     * What came back.
     *
     * @param body a missing node when it was empty or no JSON
     */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {

        /** The text of a field; empty when there is none. */
        public String text(String field) {
            JsonNode value = body.path(field);
            return value.isString() ? value.stringValue() : "";
        }
    }

    private final HttpClient client;
    private final JsonMapper json;
    private final Duration timeout;

    /**
     * A client of one system.
     *
     * @param timeout for a whole call, to the last byte of the answer
     */
    public JsonHttp(JsonMapper json, Duration connectTimeout, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
        this.json = json;
        this.timeout = timeout;
    }

    /** One POST, with the client's own time-out. */
    public Answer post(URI uri, Map<String, String> headers, Object body) throws IOException {
        return post(uri, headers, body, timeout);
    }

    /**
     * One POST.
     *
     * @param limit for the whole call, if it is shorter than the client's time-out
     * @throws HttpTimeoutException when there was no whole answer in time
     * @throws IOException when there was no connection or it broke
     */
    public Answer post(URI uri, Map<String, String> headers, Object body, Duration limit) throws IOException {
        Duration allowed = limit.compareTo(timeout) < 0 ? limit : timeout;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .timeout(allowed)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        headers.forEach(request::setHeader);
        // The request's own time-out ends with the answer's headers; waiting on the future bounds the body too.
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = sent.get(allowed.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), parse(response.body()));
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new HttpTimeoutException("No answer within " + allowed.toMillis() + " ms");
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            if (cause instanceof IOException io) {
                throw io;
            }
            throw new IOException(cause);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", stopped);
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? json.missingNode() : json.readTree(body);
        } catch (JacksonException noJson) {
            return json.missingNode();
        }
    }
}
