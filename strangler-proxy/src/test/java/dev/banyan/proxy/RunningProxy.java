package dev.banyan.proxy;

import static org.awaitility.Awaitility.await;

import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.store.Json;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.traffic.Road;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A proxy in this process, on free ports, and a client of it. */
final class RunningProxy implements AutoCloseable {
    final String id;
    final String traffic;
    final String admin;
    private final House house;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private RunningProxy(House house, ConfigurableApplicationContext context) {
        this.house = house;
        this.context = context;
        ProxySettings settings = context.getBean(ProxySettings.class);
        id = settings.identity().id();
        traffic = settings.listen().url();
        admin = settings.admin().url();
    }

    static RunningProxy start(House house, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--banyan.config=" + house.config,
                "--banyan.proxy.state=" + house.folder.resolve("state"),
                "--banyan.proxy.id=proxy-1",
                "--banyan.proxy.warm-up=0s",
                "--spring.reactor.netty.shutdown-quiet-period=200ms"));
        for (String argument : arguments) {
            String key = argument.substring(0, argument.indexOf('=') + 1);
            all.removeIf(given -> given.startsWith(key));
            all.add(argument);
        }
        return new RunningProxy(
                house, new SpringApplicationBuilder(ProxyApplication.class).run(all.toArray(String[]::new)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(traffic + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> post(String member, String body) {
        return send(posting(member, body));
    }

    CompletableFuture<HttpResponse<String>> posts(String member, String body) {
        return client.sendAsync(posting(member, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder posting(String member, String body) {
        return request("/api/members/" + member + "/payments").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder asking(String path) {
        return HttpRequest.newBuilder(URI.create(admin + path)).header("Authorization", "Bearer secret");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> status() {
        return Json.read(send(asking("/status")).body(), Map.class);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> trace(String method, String path, String header) {
        String query = "?method=" + method + "&path=" + URLEncoder.encode(path, StandardCharsets.UTF_8) + "&header="
                + URLEncoder.encode(header, StandardCharsets.UTF_8);
        return Json.read(send(asking("/trace" + query)).body(), Map.class);
    }

    void nudge() {
        send(asking("/nudge").POST(HttpRequest.BodyPublishers.noBody()));
    }

    int leaseMillis() {
        return ((Number) status().get("leaseMillis")).intValue();
    }

    int waiting() {
        return ((Number) status().get("waiting")).intValue();
    }

    /** As the store has it. */
    ProxyRecord row() {
        return house.fleet.list().stream()
                .filter(proxy -> proxy.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it has nothing under way and nothing waits. */
    boolean idle() {
        return waiting() == 0 && inFlight().idle();
    }

    /** Returns when the proxy has begun with a request. */
    void awaitEntered() {
        await().until(() -> !inFlight().idle());
    }

    /** Returns when it routes by the newest revision, under a lease, and has nothing under way. */
    void awaitSettled() {
        long newest = house.revisions.newestNumber();
        nudge();
        await().until(() -> row().revision() == newest && leaseMillis() > 0 && idle());
    }

    /** Begins a shift and takes it to a hold. */
    Shift hold(int split, Duration deadline) {
        Shift armed = house.journal.arm(house.begin(split));
        nudge();
        await().until(() -> row().revision() == armed.revision());
        Shift held = house.journal.hold(armed, deadline);
        nudge();
        return held;
    }

    /** Returns when the hold has drained, within its deadline. */
    Shift drained(Shift held) {
        await().atMost(Duration.between(house.store.now(), held.deadline()))
                .until(() -> row().drained() == held.revision());
        return held;
    }

    private InFlight inFlight() {
        return context.getBean(Road.class).inFlight();
    }

    @Override
    public void close() {
        context.close();
    }
}
