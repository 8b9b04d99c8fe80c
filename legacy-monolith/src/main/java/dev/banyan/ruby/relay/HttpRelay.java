package dev.banyan.ruby.relay;

import dev.banyan.ruby.http.JsonHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seam over HTTP. Tries the next address only where nobody took the connection: a customer waits, and what failed is
 * sent again later anyway.
 */
final class HttpRelay implements Relay {

    private static final Duration CONNECT = Duration.ofMillis(500);

    private final JsonHttp http;
    private final List<String> bases;

    HttpRelay(RelayProperties properties, JsonMapper json) {
        this.http = new JsonHttp(json, CONNECT, properties.callTimeout());
        this.bases = properties.urls().stream()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .toList();
    }

    @Override
    public RelayStatus send(long shopId, @Nullable Long memberId, String key, RelayedOrder order) throws RelayFailure {
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", key));
        if (memberId != null) {
            headers.put("X-Member-Id", String.valueOf(memberId));
        }
        String why = "";
        for (String base : bases) {
            URI uri = URI.create(base + "/api/relay/shops/" + shopId + "/orders");
            try {
                return status(uri, http.post(uri, headers, order));
            } catch (ConnectException nobody) {
                why = "nobody listens at " + uri;
            } catch (IOException e) {
                throw new RelayFailure("no answer from " + uri + ": " + e);
            }
        }
        throw new RelayFailure(why);
    }

    private static RelayStatus status(URI uri, JsonHttp.Answer answer) throws RelayFailure {
        if (answer.status() != 202) {
            throw new RelayFailure(uri + " answered " + answer.status() + " " + answer.text("detail"));
        }
        String name = answer.text("status");
        return Stream.of(RelayStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(RelayStatus.WAITING); // taken, and in a state of which we know nothing
    }
}
