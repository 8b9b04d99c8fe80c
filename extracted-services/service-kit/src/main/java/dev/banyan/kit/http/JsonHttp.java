package dev.banyan.kit.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
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

/** JSON over HTTP, each call bounded to the last byte of the answer; a POST is never sent twice. Safe for many threads. */
public final class JsonHttp {

    /** Status and body; the body is missing-node when it was empty or no JSON. */
    public record Answer(int status, JsonNode body) {

        public boolean successful() {
            return status / 100 == 2;
        }
    }

    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    static {
        // Others close idle connections; the JDK's client would keep them far longer and fail on reuse.
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, "5");
        }
    }

    private final HttpClient client;
    private final JsonMapper json;
    private final Duration timeout;

    /** @param timeout from the request being sent to the last byte of the answer, unless a call says otherwise */
    public JsonHttp(JsonMapper json, Duration connectTimeout, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
        this.json = json;
        this.timeout = timeout;
    }

    /**
     * Sends the body as JSON.
     *
     * @throws NoAnswer when there was no complete answer
     */
    public Answer post(URI uri, Map<String, String> headers, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        headers.forEach(request::header);
        return send(request, timeout);
    }

    /** @throws NoAnswer when there was no complete answer */
    public Answer get(URI uri) {
        return send(HttpRequest.newBuilder(uri), timeout);
    }

    /**
     * Sends any request.
     *
     * @param within from the request being sent to the last byte of the answer, instead of the common time-out
     * @throws NoAnswer when there was no complete answer
     */
    public Answer send(HttpRequest.Builder request, Duration within) {
        // The request's own time-out ends with the answer's headers; waiting on the future bounds the body too.
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.timeout(within).build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = sent.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw new NoAnswer(reason(late, within), late);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new NoAnswer(reason(cause, within), cause);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer("was interrupted", stopped);
        }
    }

    private static String reason(Throwable cause, Duration within) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return "can't be reached";
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "gave no answer within " + within.toMillis() + " ms";
        }
        return cause instanceof IOException ? "broke the connection" : "could not be asked";
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            return json.missingNode();
        }
    }
}
