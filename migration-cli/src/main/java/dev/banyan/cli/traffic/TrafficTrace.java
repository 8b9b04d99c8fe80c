package dev.banyan.cli.traffic;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.Percent;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a proxy which side a request would go to, and why. */
@Command(
        name = "trace",
        description = "Which side would this request go to, and why? Sends nothing.",
        mixinStandardHelpOptions = true)
final class TrafficTrace implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "METHOD", description = "Such as GET.")
    private String method = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "Such as /api/payments/7?limit=2.")
    private String path = "";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header of the request; may be repeated.")
    private List<String> headers = List.of();

    TrafficTrace(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!path.startsWith("/")) {
            throw CommandFailure.usage("The path must start with '/', not '" + path + "'.");
        }
        String question = question();
        Instant now = session.store().now();
        List<ProxyRecord> alive = new Fleet(session.store())
                .list().stream()
                        .filter(proxy -> Duration.between(proxy.beatAt(), now).compareTo(Fleet.LEASE) < 0)
                        .toList();
        if (alive.isEmpty()) {
            throw CommandFailure.unreachable(
                    "No proxy is running that could be asked. Start one with: banyan proxy run");
        }
        session.output().print(readable(ask(alive.get(0), question)));
        return 0;
    }

    private String question() {
        StringBuilder query = new StringBuilder();
        query.append("?method=").append(encoded(method.toUpperCase(Locale.ROOT)));
        query.append("&path=").append(encoded(path));
        for (String header : headers) {
            if (header.indexOf(':') < 1) {
                throw CommandFailure.usage("-H is " + header + ": must be 'NAME: VALUE'.");
            }
            query.append("&header=").append(encoded(header));
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The answer with its split as a percentage, as everywhere. */
    private static JsonNode readable(String answer) {
        JsonNode tree = Json.mapper().readTree(answer);
        if (tree instanceof ObjectNode object && object.path("split").isInt()) {
            object.put("split", Percent.text(object.path("split").intValue()));
        }
        return tree;
    }

    private String ask(ProxyRecord proxy, String question) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.admin() + "/trace" + question))
                .timeout(Duration.ofSeconds(3))
                .header(
                        "Authorization",
                        "Bearer " + session.migration().proxy().token().value())
                .GET()
                .build();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw CommandFailure.unreachable("Proxy '" + proxy.id() + "' does not take our token ("
                        + answer.statusCode() + "). Check proxy.token in " + session.config() + ".");
            }
            if (answer.statusCode() != 200) {
                throw CommandFailure.unreachable(
                        "Proxy '" + proxy.id() + "' answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw CommandFailure.unreachable("Proxy '" + proxy.id() + "' at " + proxy.admin() + " can't be reached: "
                    + e + ". See: banyan traffic status");
        }
    }
}
