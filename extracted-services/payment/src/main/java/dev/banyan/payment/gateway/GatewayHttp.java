package dev.banyan.payment.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON POST to the gateway, bounded to the last byte of the answer. Never sends a request twice. */
@Component
final class GatewayHttp {

    /** Status and body; the body is missing-node when it was empty or no JSON. */
    record Answer(int status, JsonNode body) {}

    private final HttpClient client;
    private final JsonMapper json;
    private final String base;
    private final Duration timeout;

    GatewayHttp(GatewaySettings settings, JsonMapper json) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
        this.json = json;
        this.base = Objects.requireNonNull(settings.url()).toString().replaceAll("/+$", "");
        this.timeout = settings.answerTimeout();
    }

    /**
     * Sends the body as JSON.
     *
     * @throws GatewayFailure UNAVAILABLE when there was no complete answer
     */
    Answer post(String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        // The request's own time-out ends with the answer's headers; waiting on the future bounds the body too.
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (TimeoutException late) {
            sent.cancel(true);
            throw unavailable(path, reason(late), late);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            String why = reason(cause);
            throw unavailable(path, why, cause);
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(path, "was interrupted", stopped);
        }
    }

    private String reason(Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return "can't be reached";
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "gave no answer within " + timeout.toMillis() + " ms";
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

    private static GatewayFailure unavailable(String path, String why, Throwable cause) {
        return new GatewayFailure(GatewayFailure.Kind.UNAVAILABLE, "Gateway " + path + " " + why, cause);
    }
}
