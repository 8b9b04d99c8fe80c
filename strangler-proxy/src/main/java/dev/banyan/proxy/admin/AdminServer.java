package dev.banyan.proxy.admin;

import dev.banyan.control.config.Secret;
import dev.banyan.control.store.Json;
import dev.banyan.proxy.routing.RoutingTable;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers operators: {@code GET /status}, {@code POST /nudge}, {@code GET /trace}, {@code /actuator/health/liveness},
 * {@code /actuator/health/readiness} and {@code /actuator/prometheus}. All but health need the bearer token.
 */
public final class AdminServer {
    private final InetSocketAddress address;
    private final byte[] token;
    private final Status status;
    private final Runnable nudge;
    private final PrometheusMeterRegistry registry;
    private @Nullable DisposableServer server;

    public AdminServer(
            InetSocketAddress address, Secret token, Status status, Runnable nudge, PrometheusMeterRegistry registry) {
        this.address = address;
        this.token = ("Bearer " + token.value()).getBytes(StandardCharsets.UTF_8);
        this.status = status;
        this.nudge = nudge;
        this.registry = registry;
    }

    /** @throws reactor.netty.ChannelBindException when the port is taken */
    public void start() {
        server = HttpServer.create()
                .bindAddress(() -> address)
                .route(routes -> routes.get("/actuator/health/liveness", (request, response) -> health(response, true))
                        .get("/actuator/health/readiness", (request, response) -> health(response, status.ready()))
                        .get("/actuator/prometheus", guarded(this::prometheus))
                        .get("/status", guarded((request, response) -> json(response, 200, status.report())))
                        .get("/trace", guarded(this::trace))
                        .post("/nudge", guarded((request, response) -> {
                            nudge.run();
                            return response.status(202).send();
                        })))
                .bindNow();
    }

    public void stop() {
        DisposableServer started = server;
        if (started != null) {
            started.disposeNow(Duration.ofSeconds(3));
        }
    }

    private BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> guarded(
            BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        return (request, response) -> {
            String given = request.requestHeaders().get("Authorization", "");
            if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
                return response.status(401).header("WWW-Authenticate", "Bearer").send();
            }
            return handler.apply(request, response);
        };
    }

    private Publisher<Void> trace(HttpServerRequest request, HttpServerResponse response) {
        RoutingTable table = status.tables().get();
        if (table == null) {
            return json(response, 503, Map.of("reason", "no routing table yet"));
        }
        try {
            return json(response, 200, Trace.of(table, TracedRequest.parse(request.uri())));
        } catch (IllegalArgumentException e) {
            return json(response, 400, Map.of("reason", String.valueOf(e.getMessage())));
        }
    }

    private Publisher<Void> prometheus(HttpServerRequest request, HttpServerResponse response) {
        return response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .sendString(Mono.fromSupplier(registry::scrape));
    }

    private static Publisher<Void> health(HttpServerResponse response, boolean up) {
        return json(response, up ? 200 : 503, Map.of("status", up ? "UP" : "OUT_OF_SERVICE"));
    }

    private static Publisher<Void> json(HttpServerResponse response, int code, Object body) {
        return response.status(code).header("Content-Type", "application/json").sendString(Mono.just(Json.write(body)));
    }
}
