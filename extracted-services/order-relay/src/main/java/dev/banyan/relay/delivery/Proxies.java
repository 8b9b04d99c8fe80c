package dev.banyan.relay.delivery;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to whoever owns a shop's orders now, this service included, and to whoever owns a member's. All calls may be
 * repeated until one has an answer.
 */
@Component
final class Proxies {

    /** What became of a call. */
    enum Verdict {
        DONE,
        /** It will never be done: somebody else was first, or the order has ended. */
        REFUSED,
        /** Not known to be done; try again. */
        UNKNOWN
    }

    private static final Logger log = LoggerFactory.getLogger(Proxies.class);

    private final JsonHttp http;
    private final Duration callTimeout;
    private final List<String> bases;

    Proxies(RelaySettings settings, JsonMapper json) {
        this.http = new JsonHttp(json, settings.callTimeout(), settings.callTimeout());
        this.callTimeout = settings.callTimeout();
        this.bases = settings.proxies().stream()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .toList();
    }

    /** The device accepts the order, at the one who owns the shop's orders. */
    Verdict accept(long shopId, long orderId, long deviceId) {
        return post(
                "/api/relay/shops/" + shopId + "/orders/" + orderId + "/accept", null, Map.of("deviceId", deviceId));
    }

    /**
     * The shop accepts the order.
     *
     * @param memberId the key by which the order's owner is found; null where nobody knows it
     */
    Verdict report(long orderId, @Nullable Long memberId) {
        return post("/api/orders/" + orderId + "/accept", memberId, Map.of());
    }

    /**
     * What the order's owner says of it.
     *
     * @throws NoAnswer when nobody does
     */
    JsonHttp.Answer order(long orderId, @Nullable Long memberId) {
        String path = "/api/orders/" + orderId;
        for (String base : bases.subList(0, bases.size() - 1)) {
            try {
                return get(URI.create(base + path), memberId);
            } catch (NoAnswer none) {
                log.info("{}{} {}", base, path, none.getMessage());
            }
        }
        return get(URI.create(bases.get(bases.size() - 1) + path), memberId);
    }

    private JsonHttp.Answer get(URI uri, @Nullable Long memberId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers(memberId).forEach(request::header);
        return http.send(request, callTimeout);
    }

    private static Map<String, String> headers(@Nullable Long memberId) {
        return memberId == null ? Map.of() : Map.of("X-Member-Id", String.valueOf(memberId));
    }

    private Verdict post(String path, @Nullable Long memberId, Map<String, Object> body) {
        for (String base : bases) {
            try {
                int status = http.post(URI.create(base + path), headers(memberId), body)
                        .status();
                if (status / 100 == 2) {
                    return Verdict.DONE;
                }
                log.info("{}{} answered {}", base, path, status);
                return status == 409 ? Verdict.REFUSED : Verdict.UNKNOWN;
            } catch (NoAnswer none) {
                log.info("{}{} {}", base, path, none.getMessage());
            }
        }
        return Verdict.UNKNOWN;
    }
}
