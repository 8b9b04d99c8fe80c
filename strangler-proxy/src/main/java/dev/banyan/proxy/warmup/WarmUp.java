package dev.banyan.proxy.warmup;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.proxy.metrics.TrafficMeters;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.routing.RoutingTable;
import dev.banyan.proxy.shift.HoldQueue;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import dev.banyan.proxy.shift.StoreContact;
import dev.banyan.proxy.traffic.Road;
import dev.banyan.proxy.traffic.RoutingFilter;
import dev.banyan.proxy.traffic.Upstreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/**
 * Takes made-up requests through the code that real ones will take, before the traffic port opens: the first hundreds in
 * a new JVM are slow, and half of a fleet's customers would meet them at once. Has routing, connections and figures of its own,
 * on loopback ports; nothing of it reaches an upstream, the control store or a metric.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String HOST = "127.0.0.1";
    private static final String SERVICE = "service";
    private static final int AT_ONCE = 8;
    private static final byte[] BODY = "{\"amount\":1}".getBytes(StandardCharsets.UTF_8);

    private WarmUp() {}

    /**
     * Returns when the time is over, or at once when it is zero. A warm-up that fails only costs speed, and is logged.
     *
     * @return how many requests were answered as they should be
     */
    public static long run(Duration atMost) {
        if (atMost.isZero()) {
            return 0;
        }
        DisposableServer upstream = HttpServer.create()
                .host(HOST)
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .then(response.header("Content-Type", "application/json")
                                .sendByteArray(Mono.just(BODY))
                                .then()))
                .bindNow();
        try (Upstreams upstreams = new Upstreams(Duration.ofSeconds(2))) {
            DisposableServer traffic = serve(road(upstreams, "http://" + HOST + ":" + upstream.port()));
            try {
                return ask(traffic.port(), atMost);
            } finally {
                traffic.disposeNow();
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not warm up: {}", e.toString());
            return 0;
        } finally {
            upstream.disposeNow();
        }
    }

    private static DisposableServer serve(Road road) {
        RoutingFilter routing = new RoutingFilter(road);
        return HttpServer.create()
                .host(HOST)
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(
                        WebHttpHandlerBuilder.webHandler(routing::pass).build()))
                .bindNow();
    }

    private static Road road(Upstreams upstreams, String address) {
        CurrentTable tables = new CurrentTable();
        MeterRegistry registry = new SimpleMeterRegistry();
        Road road = new Road(
                tables,
                new InFlight(),
                new HoldQueue(tables),
                new Lease(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(3)),
                new StoreContact(System::nanoTime, true),
                new TrafficMeters(registry),
                upstreams,
                Duration.ofSeconds(2),
                true);
        tables.swap(RoutingTable.of(revision(address), List.of(address)));
        return road;
    }

    private static Revision revision(String address) {
        RouteRule keyed = new RouteRule(
                "/members/{member}/**",
                List.of(new KeySource(KeySource.Kind.PATH, "member")),
                Set.of("GET", "HEAD"),
                null);
        PhaseRouting half = new PhaseRouting(
                SERVICE, List.of(keyed), Mode.KEYED, KeyRule.INTEGER, HoldLimits.DEFAULT, Cohorts.COUNT / 2, null);
        RoutingDocument document = new RoutingDocument(
                Map.of(RoutingDocument.MONOLITH, List.of(address), SERVICE, List.of(address)), Map.of("warm-up", half));
        return new Revision(1, 0, "0".repeat(64), document, "banyan", "warm-up", null, Instant.EPOCH);
    }

    /** Reads and writes with a key, and requests of no phase, several at once. */
    private static long ask(int port, Duration atMost) {
        HttpClient client = HttpClient.create().host(HOST).port(port);
        long end = System.nanoTime() + atMost.toNanos();
        Long answered = Flux.range(0, Integer.MAX_VALUE)
                .takeWhile(number -> System.nanoTime() < end)
                .flatMap(number -> ask(client, number), AT_ONCE)
                .filter(status -> status == 200)
                .count()
                .block(atMost.plusSeconds(2));
        return answered == null ? 0 : answered;
    }

    private static Mono<Integer> ask(HttpClient client, int number) {
        String path = number % 4 == 0 ? "/other/" + number : "/members/" + number + "/payments?limit=10";
        HttpClient.ResponseReceiver<?> call = number % 3 == 0
                ? client.headers(headers ->
                                headers.set("Content-Type", "application/json").setInt("Content-Length", BODY.length))
                        .request(HttpMethod.POST)
                        .uri(path)
                        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(BODY)))
                : client.get().uri(path);
        return call.responseSingle(
                (head, body) -> body.asString().thenReturn(head.status().code()));
    }
}
