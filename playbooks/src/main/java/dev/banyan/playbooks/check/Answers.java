package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks services directly, past the proxies. */
final class Answers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @throws CommandFailure when the answer is not 200 with JSON */
    JsonNode get(URI uri) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw Unreadable.source(uri + " answered " + answer.statusCode() + ": " + answer.body(), null);
            }
            return Json.mapper().readTree(answer.body());
        } catch (IOException | JacksonException e) {
            throw Unreadable.source("There is no answer at " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + uri, e);
        }
    }
}
