package dev.banyan.order.catalogue;

import dev.banyan.kit.web.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks others, each address once and in turn. Safe for many threads. */
@Component
final class Lookup {

    private static final Logger log = LoggerFactory.getLogger(Lookup.class);

    private final JsonMapper json;
    private final Duration timeout;
    private final HttpClient client;

    Lookup(JsonMapper json, CatalogueSettings settings) {
        this.json = json;
        this.timeout = settings.answerTimeout();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * What is there; empty when there is nothing (404).
     *
     * @throws Problem 503 when nobody gives a usable answer
     */
    <T> Optional<T> get(List<URI> bases, String path, Class<T> type) {
        String why = "";
        for (URI base : bases) {
            URI uri = base.resolve(path);
            // The request's own time-out ends with the answer's headers; waiting on the future bounds the body too.
            CompletableFuture<HttpResponse<byte[]>> sent =
                    client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            try {
                HttpResponse<byte[]> answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (answer.statusCode() == 404) {
                    return Optional.empty();
                }
                if (answer.statusCode() == 200) {
                    return Optional.of(json.readValue(answer.body(), type));
                }
                why = uri + " answered " + answer.statusCode();
            } catch (TimeoutException | ExecutionException | JacksonException failed) {
                sent.cancel(true);
                why = uri + " gave no usable answer: " + failed;
            } catch (InterruptedException stopped) {
                sent.cancel(true);
                Thread.currentThread().interrupt();
                throw unavailable(uri + " was not waited for");
            }
        }
        throw unavailable(why);
    }

    private static Problem unavailable(String why) {
        log.warn("Nobody tells what an order needs: {}", why);
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "catalogue-unavailable",
                        "Whether this can be ordered can't be told at the moment; try again")
                .retryable();
    }
}
