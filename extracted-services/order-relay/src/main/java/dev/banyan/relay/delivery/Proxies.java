package dev.banyan.relay.delivery;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to whoever owns a shop's orders now, this service included, and to the monolith. Both calls may be repeated
 * until one has an answer.
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
    private final List<String> bases;

    Proxies(RelaySettings settings, JsonMapper json) {
        this.http = new JsonHttp(json, settings.callTimeout(), settings.callTimeout());
        this.bases = settings.proxies().stream()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .toList();
    }

    /** The device accepts the order, at the one who owns the shop's orders. */
    Verdict accept(long shopId, long orderId, long deviceId) {
        return post("/api/relay/shops/" + shopId + "/orders/" + orderId + "/accept", Map.of("deviceId", deviceId));
    }

    /** The shop accepts the order. */
    Verdict report(long orderId) {
        return post("/api/orders/" + orderId + "/accept", Map.of());
    }

    private Verdict post(String path, Map<String, Object> body) {
        for (String base : bases) {
            try {
                int status = http.post(URI.create(base + path), Map.of(), body).status();
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
