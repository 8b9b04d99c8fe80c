package dev.banyan.kit.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a service requests. Headers are names and values in turn; a body is sent as JSON. */
public final class Client {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public Client(String base) {
        this.base = base;
    }

    public String url() {
        return base;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers).join();
    }

    /** What those who keep a view are told of one row. */
    public JsonNode imported(String view, long id) {
        String lines = get("/import/" + view + "/" + id).text();
        return JsonMapper.shared().readTree(lines.lines().findFirst().orElseThrow());
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers).join();
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers).join();
    }

    public CompletableFuture<Answer> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::new);
    }
}
