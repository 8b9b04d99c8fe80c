package dev.banyan.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole service with a real database, devices that the test scripts, and a stand-in for proxies and monolith. */
final class RelayUnderTest implements AutoCloseable {

    final WireMockServer devices = server();
    final WireMockServer proxies = server();
    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();

    private final List<RunningService> instances = new ArrayList<>();

    /** Devices and proxies are there; instances of the service are started apart. */
    RelayUnderTest() {
        devices.start();
        proxies.start();
    }

    static RelayUnderTest start(String... settings) {
        RelayUnderTest relay = new RelayUnderTest();
        relay.startInstance(settings);
        return relay;
    }

    private static WireMockServer server() {
        return new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(60));
    }

    /** The proxies bring what concerns relays to the newest instance, and every order's acceptance to a monolith. */
    RunningService startInstance(String... settings) {
        RunningService service = RunningService.start(RelayApplication.class, database, settings(settings));
        instances.add(service);
        proxies.resetMappings();
        proxies.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().proxiedFrom(service.url())));
        monolithAnswers(ok("{}"));
        return service;
    }

    /** Until the next instance is started. */
    void proxiesAreDown() {
        proxies.resetMappings();
        proxies.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    }

    /** What every instance is started with: everything is quick, unless told otherwise. */
    String[] settings(String... more) {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--relay.devices-url=" + devices.baseUrl(),
                                "--relay.proxies=" + proxies.baseUrl(),
                                "--relay.device-timeout=500ms",
                                "--relay.call-timeout=1s",
                                "--relay.back-off=100ms",
                                "--relay.longest-back-off=300ms",
                                "--relay.lease=2s",
                                "--relay.poll=50ms"),
                        Stream.of(more))
                .forEach(setting -> settings.put(setting.replaceFirst("=.*", ""), setting));
        return settings.values().toArray(String[]::new);
    }

    /** Shop SHOP gets the devices 10 * SHOP + 1 to + count, which are asked in this order and answer 200. */
    void openShop(long shop, int count) {
        for (int i = 1; i <= count; i++) {
            long device = 10 * shop + i;
            sql.sql("INSERT INTO device (id, shop_id, type, url, priority, state) VALUES (?, ?, 'PC', ?, ?, 'ACTIVE')")
                    .params(device, shop, "/device/" + device, i)
                    .update();
            deviceAnswers(device, ok());
        }
    }

    void deviceAnswers(long device, ResponseDefinitionBuilder answer) {
        devices.stubFor(post(urlEqualTo("/device/" + device)).willReturn(answer));
    }

    void monolithAnswers(ResponseDefinitionBuilder answer) {
        proxies.stubFor(
                post(urlPathMatching("/api/orders/[0-9]+/accept")).atPriority(5).willReturn(answer));
    }

    /** How often the device was sent the order. */
    int pushes(long device, long order) {
        return devices.countRequestsMatching(postRequestedFor(urlEqualTo("/device/" + device))
                        .withRequestBody(matchingJsonPath("$[?(@.orderId == " + order + ")]"))
                        .build())
                .getCount();
    }

    /** How often the monolith was told that the order is accepted. */
    int reports(long order) {
        return proxies.countRequestsMatching(postRequestedFor(urlEqualTo("/api/orders/" + order + "/accept"))
                        .build())
                .getCount();
    }

    /** How often it has answered, not only been told. */
    long answeredReports(long order) {
        return proxies.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().equals("/api/orders/" + order + "/accept"))
                .filter(event -> event.getResponseDefinition().getFault() == null)
                .count();
    }

    Answer relay(long shop, long order) {
        return relay(shop, order, "ord-" + order + "-relay");
    }

    Answer relay(long shop, long order, String key) {
        String body =
                "{\"orderId\":%d,\"totalAmount\":18000,\"items\":[{\"name\":\"통닭\",\"quantity\":2}]}".formatted(order);
        return service().http().post("/api/relay/shops/" + shop + "/orders", body, "Idempotency-Key", key);
    }

    Answer accept(long shop, long order, long device) {
        return acceptAsync(shop, order, device).join();
    }

    CompletableFuture<Answer> acceptAsync(long shop, long order, long device) {
        return service()
                .http()
                .send(
                        "POST",
                        "/api/relay/shops/" + shop + "/orders/" + order + "/accept",
                        "{\"deviceId\":" + device + "}");
    }

    JsonNode order(long shop, long order) {
        return service()
                .http()
                .get("/api/relay/shops/" + shop + "/orders/" + order)
                .json();
    }

    String status(long shop, long order) {
        return order(shop, order).get("status").stringValue();
    }

    /** Whether nothing is left to do for the order. */
    boolean isFinished(long order) {
        return sql.sql("SELECT COUNT(*) FROM delivery WHERE order_id = ?")
                        .param(order)
                        .query(Long.class)
                        .single()
                == 0;
    }

    RunningService service() {
        return instances.get(instances.size() - 1);
    }

    @Override
    public void close() {
        instances.forEach(RunningService::close);
        devices.stop();
        proxies.stop();
    }
}
