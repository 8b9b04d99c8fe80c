package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks a source and a service for rows of a view. Failures become the command's. */
final class ViewHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ViewPlaces places;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    ViewHttp(ViewPlaces places) {
        this.places = places;
    }

    /** @param next where the page behind begins; null after the last */
    record Page(List<ViewRow> rows, @Nullable String next) {}

    Page source(@Nullable String cursor) {
        return page(places.source(), source(), cursor == null ? "" : "?cursor=" + encoded(cursor), "cursor");
    }

    List<ViewRow> source(Collection<String> ids) {
        return page(places.source(), source(), "?ids=" + encoded(ids), "cursor").rows();
    }

    Page view(String after) {
        return page(places.service(), view(), "/rows?after=" + encoded(after), "after");
    }

    List<ViewRow> view(Collection<String> ids) {
        return page(places.service(), view(), "/rows?ids=" + encoded(ids), "after")
                .rows();
    }

    /** Begins an import. */
    JsonNode startImport(JsonNode wanted) {
        HttpRequest request = request(view() + "/imports")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(wanted)))
                .build();
        return Json.mapper().readTree(send(places.service(), request));
    }

    JsonNode lastImport() {
        return Json.mapper()
                .readTree(send(places.service(), request(view() + "/imports").build()));
    }

    private String source() {
        return places.sourceAt() + "/import/" + places.name();
    }

    private String view() {
        return places.serviceAt() + "/views/" + places.name();
    }

    private Page page(String who, String address, String query, String nextField) {
        String body = send(who, request(address + query).build());
        List<ViewRow> rows = new ArrayList<>();
        try {
            for (String line : body.lines().toList()) {
                JsonNode json = Json.mapper().readTree(line);
                if (json.has(nextField)) {
                    JsonNode next = json.get(nextField);
                    return new Page(rows, next.isNull() ? null : next.stringValue());
                }
                if (!json.path("gone").booleanValue(false)) {
                    rows.add(new ViewRow(
                            json.get("id").stringValue(),
                            json.get("version").longValue(),
                            json.get("deleted").booleanValue(),
                            json.get("values")));
                }
            }
        } catch (JacksonException | NullPointerException unreadable) {
            // told below
        }
        throw CommandFailure.unreachable("'" + who + "' answered " + address + query
                + " with lines that are cut off or not those of a view. Is its service kit of this version?");
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE);
    }

    private String send(String who, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                return answer.body();
            }
            String said =
                    "'" + who + "' answers " + request.uri() + " with " + answer.statusCode() + ": " + answer.body();
            throw answer.statusCode() == 409 ? CommandFailure.refused(said) : CommandFailure.unreachable(said);
        } catch (IOException e) {
            throw CommandFailure.unreachable("'" + who + "' does not answer at " + request.uri()
                    + ". Start it, or check 'services." + who + ".http' in migration.yaml.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ABORTED, "Interrupted.", e);
        }
    }

    private static String encoded(Collection<String> ids) {
        return ids.stream().map(ViewHttp::encoded).collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
