package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the stack's servers, for commands. */
final class Http {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Http() {}

    /** Speaks HTTP/1.1: an answer to a request that would change to HTTP/2 on the way may come as neither. */
    static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }

    static String get(URI uri) throws InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET(), uri);
    }

    static String post(URI uri, String body) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                uri);
    }

    static void delete(URI uri) throws InterruptedException {
        send(HttpRequest.newBuilder(uri).DELETE(), uri);
    }

    /** @throws CommandFailure refused when the answer is not 2xx, unreachable when there is none */
    private static String send(HttpRequest.Builder request, URI uri) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    client(PATIENCE).send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw CommandFailure.refused(uri + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw CommandFailure.unreachable("There is no answer at " + uri + ": " + e + ". See: banyan stack status");
        }
    }
}
