package dev.banyan.ruby;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the monolith's API that hides nothing: status, headers, JSON. */
record Api(String url, @Nullable String member, @Nullable String key) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    Api(String url) {
        this(url, null, null);
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String field) {
            return json().path(field).asString("");
        }

        long number(String field) {
            return json().path(field).asLong(-1);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Api as(long memberId) {
        return new Api(url, String.valueOf(memberId), key);
    }

    Api key(String newKey) {
        return new Api(url, member, newKey);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** Posts an object as JSON, a string as it is, nothing when null. */
    Answer post(String path, @Nullable Object body) {
        String text = body == null ? "" : body instanceof String raw ? raw : JSON.writeValueAsString(body);
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    /** Puts an object as JSON. */
    Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (member != null) {
            request.header("X-Member-Id", member);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
