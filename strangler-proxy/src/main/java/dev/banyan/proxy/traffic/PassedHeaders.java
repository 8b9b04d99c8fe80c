package dev.banyan.proxy.traffic;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** Which headers are passed on: all but those that concern one connection only (RFC 9110, 7.6.1). */
final class PassedHeaders {
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    private PassedHeaders() {}

    /** Copies a request's headers, the client's Host among them, and adds whom it was for and from. */
    static void toUpstream(ServerHttpRequest request, HttpHeaders target) {
        Set<String> dropped = dropped(request.getHeaders().get("Connection"));
        request.getHeaders().forEach((name, values) -> {
            if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
                target.set(name, values);
            }
        });
        InetSocketAddress client = request.getRemoteAddress();
        if (client != null && client.getAddress() != null) {
            String before = target.get("X-Forwarded-For");
            String address = client.getAddress().getHostAddress();
            target.set("X-Forwarded-For", before == null ? address : before + ", " + address);
        }
        if (!target.contains("X-Forwarded-Proto")) {
            target.set(
                    "X-Forwarded-Proto",
                    request.getURI().getScheme() == null
                            ? "http"
                            : request.getURI().getScheme());
        }
        String host = target.get("Host");
        if (host != null && !target.contains("X-Forwarded-Host")) {
            target.set("X-Forwarded-Host", host);
        }
    }

    static void toClient(HttpHeaders source, ServerHttpResponse response) {
        Set<String> dropped = dropped(source.getAll("Connection"));
        for (Map.Entry<String, String> header : source) {
            if (!dropped.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                response.getHeaders().add(header.getKey(), header.getValue());
            }
        }
    }

    private static Set<String> dropped(@Nullable List<String> connection) {
        if (connection == null || connection.isEmpty()) {
            return OF_ONE_CONNECTION;
        }
        Set<String> dropped = new HashSet<>(OF_ONE_CONNECTION);
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                dropped.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return dropped;
    }
}
