package dev.banyan.proxy.traffic;

import dev.banyan.control.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * An answer of the proxy's own (RFC 9457).
 *
 * @param retryAfter seconds; 0 when trying again would not help
 */
record Problem(int status, String title, String detail, int retryAfter) {
    static Problem unavailable(String title, String detail) {
        return new Problem(503, title, detail, 1);
    }

    Mono<Void> send(ServerHttpResponse response) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        response.getHeaders().clear();
        response.setStatusCode(HttpStatusCode.valueOf(status));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(bytes.length);
        if (retryAfter > 0) {
            response.getHeaders().set("Retry-After", Integer.toString(retryAfter));
        }
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }
}
