package dev.banyan.kit.source;

import dev.banyan.kit.source.ImportLines.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Asks another service for what a view is of. Calls throw {@link SourceDown} when it does not answer, or not with success.
 * Safe for many threads.
 */
public final class Source {

    private final RestClient http;
    private final List<URI> bases;
    private final String view;

    /** @param timeout for connecting, and again for the answer */
    public Source(URI base, String view, Duration timeout) {
        this(List.of(base), view, timeout);
    }

    /**
     * @param bases instances of the source, tried in turn until one answers
     * @param timeout for connecting, and again for the answer; of each
     */
    public Source(List<URI> bases, String view, Duration timeout) {
        if (bases.isEmpty()) {
            throw new IllegalArgumentException(
                    "The source of view '" + view + "' has no URL; it must have one at least");
        }
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build());
        requests.setReadTimeout(timeout);
        this.http = RestClient.builder().requestFactory(requests).build();
        this.bases = List.copyOf(bases);
        this.view = view;
    }

    /** The row or its tombstone; empty when the source has neither. */
    public Optional<SourceRow> fetch(String id) {
        Optional<Page> page = inTurn(base -> UriComponentsBuilder.fromUri(base)
                .pathSegment("import", view, id)
                .encode()
                .build()
                .toUri());
        return page.flatMap(found -> found.rows().stream().findFirst());
    }

    Page page(@Nullable String since, @Nullable String cursor) {
        return cursor != null ? ask("cursor", cursor) : since != null ? ask("since", since) : ask("", "");
    }

    Page of(List<String> ids) {
        return ask("ids", String.join(",", ids));
    }

    private Page ask(String name, String value) {
        return inTurn(base -> {
                    UriComponentsBuilder uri =
                            UriComponentsBuilder.fromUri(base).pathSegment("import", view);
                    if (!name.isEmpty()) {
                        uri.queryParam(name, "{value}");
                    }
                    return uri.encode().buildAndExpand(Map.of("value", value)).toUri();
                })
                .orElseThrow();
    }

    private Optional<Page> inTurn(Function<URI, URI> uri) {
        SourceDown down = null;
        for (URI base : bases) {
            try {
                return get(uri.apply(base));
            } catch (SourceDown noAnswer) {
                down = noAnswer;
            }
        }
        throw Objects.requireNonNull(down);
    }

    /** Empty when the source says that it has no such row; any other 404 is not about the row. */
    private Optional<Page> get(URI uri) {
        try {
            return Objects.requireNonNull(http.get().uri(uri).exchange((request, answer) -> {
                int status = answer.getStatusCode().value();
                String body = new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8);
                if (status == 404 && body.contains(":" + ImportRoutes.NO_SUCH_ROW)) {
                    return Optional.<Page>empty();
                }
                if (status == 400) {
                    throw new IllegalStateException(uri + " answers 400: " + body);
                }
                if (status != 200) {
                    throw new SourceDown(uri + " answers " + status + ": " + body);
                }
                return Optional.of(ImportLines.read(uri.toString(), body));
            }));
        } catch (ResourceAccessException noAnswer) {
            throw new SourceDown(uri + " does not answer: " + noAnswer.getMessage(), noAnswer);
        }
    }
}
