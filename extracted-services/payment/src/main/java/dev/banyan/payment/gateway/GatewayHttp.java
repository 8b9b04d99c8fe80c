package dev.banyan.payment.gateway;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One JSON POST to the gateway, never sent twice. */
@Component
final class GatewayHttp {

    private final JsonHttp http;
    private final String base;

    GatewayHttp(GatewaySettings settings, JsonMapper json) {
        this.http = new JsonHttp(json, settings.connectTimeout(), settings.answerTimeout());
        this.base = Objects.requireNonNull(settings.url()).toString().replaceAll("/+$", "");
    }

    /**
     * Sends the body as JSON.
     *
     * @throws GatewayFailure UNAVAILABLE when there was no complete answer
     */
    JsonHttp.Answer post(String path, Object body) {
        try {
            return http.post(URI.create(base + path), Map.of(), body);
        } catch (NoAnswer none) {
            throw new GatewayFailure(
                    GatewayFailure.Kind.UNAVAILABLE, "Gateway " + path + " " + none.getMessage(), none);
        }
    }
}
