package dev.banyan.ruby;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The monolith with a schema of its own on a shared server, and a gateway that approves and refunds. */
final class RunningRuby implements AutoCloseable {

    private static @Nullable DatabaseServer server;

    private final String schema = "ruby_" + UUID.randomUUID().toString().substring(0, 8);
    private final WireMockServer gateway = new WireMockServer(
            WireMockConfiguration.wireMockConfig().dynamicPort().globalTemplating(true));
    private final ConfigurableApplicationContext context;

    RunningRuby(String... moreArgs) {
        this(database(), moreArgs);
    }

    RunningRuby(DatabaseServer database, String... moreArgs) {
        gateway.start();
        approveEverything();
        database.createSchema(schema);
        context = start(database, schema, arguments(moreArgs));
    }

    /** One server for all tests of this JVM, as the service's partner would run: ids are odd. */
    static synchronized DatabaseServer database() {
        if (server == null) {
            server = TestServers.start("--auto-increment-increment=2", "--auto-increment-offset=1");
        }
        return server;
    }

    static ConfigurableApplicationContext start(String schema, List<String> args) {
        return start(database(), schema, args);
    }

    private static ConfigurableApplicationContext start(DatabaseServer database, String schema, List<String> args) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(schema),
                "--spring.datasource.username=root",
                "--spring.datasource.password="));
        all.addAll(args);
        return SpringApplication.run(RubyApplication.class, all.toArray(String[]::new));
    }

    private List<String> arguments(String... more) {
        Map<String, String> byName = new LinkedHashMap<>(Map.of(
                "--ruby.gateway.url", gateway.baseUrl(),
                "--ruby.seed.members", "20",
                "--ruby.seed.shops", "5",
                "--ruby.seed.orders", "40"));
        for (String arg : more) {
            String[] nameAndValue = arg.split("=", 2);
            byName.put(nameAndValue[0], nameAndValue[1]);
        }
        return byName.entrySet().stream()
                .map(arg -> arg.getKey() + "=" + arg.getValue())
                .toList();
    }

    String schema() {
        return schema;
    }

    String url() {
        WebServerApplicationContext web = (WebServerApplicationContext) context;
        return "http://127.0.0.1:" + Objects.requireNonNull(web.getWebServer()).getPort();
    }

    Api api() {
        return new Api(url());
    }

    JdbcClient sql() {
        return context.getBean(JdbcClient.class);
    }

    WireMockServer gateway() {
        return gateway;
    }

    /** A shop that is open. */
    long openShop() {
        return number("SELECT MIN(shop_no) FROM shops WHERE open_yn = 'Y'");
    }

    /** A menu of {@link #openShop} that is on sale. */
    long menu() {
        return number("SELECT MIN(menu_no) FROM menus WHERE sale_yn = 'Y' AND shop_no = " + openShop());
    }

    /** Orders one of {@link #menu} at {@link #openShop}, pays, and brings it to its end. */
    long deliveredOrder(long member) {
        long order = order(member).number("id");
        api().post("/api/orders/" + order + "/accept", null);
        api().post("/api/orders/" + order + "/deliver", null);
        return order;
    }

    /** Orders and pays one of {@link #menu} at {@link #openShop}. */
    Api.Answer order(long member) {
        return api().as(member)
                .key(UUID.randomUUID().toString())
                .post(
                        "/api/orders",
                        Map.of(
                                "shopId", openShop(),
                                "items", List.of(Map.of("menuId", menu(), "qty", 1)),
                                "method", "CARD"));
    }

    long number(String query) {
        return sql().sql(query).query(Long.class).single();
    }

    int chargesAsked() {
        return gateway.findAll(postRequestedFor(urlEqualTo("/pg/charges"))).size();
    }

    int refundsAsked() {
        return gateway.findAll(postRequestedFor(urlEqualTo("/pg/refunds"))).size();
    }

    /** Back to a gateway that approves; it declines amounts that end in 13. Forgets what it was asked. */
    void approveEverything() {
        gateway.resetAll();
        gateway.stubFor(post("/pg/charges")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"transactionId\":\"{{randomValue type='UUID'}}\",\"result\":\"APPROVED\"}")));
        gateway.stubFor(post("/pg/charges")
                .withRequestBody(matchingJsonPath("$.amount", matching(".*13")))
                .willReturn(aResponse()
                        .withStatus(402)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"result\":\"DECLINED\",\"reason\":\"limit\"}")));
        gateway.stubFor(post("/pg/refunds")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"result\":\"REFUNDED\"}")));
    }

    /** A gateway that declines every charge. */
    void declineEverything() {
        gateway.stubFor(
                post("/pg/charges").willReturn(aResponse().withStatus(402).withBody("{\"result\":\"DECLINED\"}")));
    }

    /** A gateway that answers only after so long. */
    void slowGateway(int millis) {
        gateway.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withFixedDelay(millis)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"transactionId\":\"slow\",\"result\":\"APPROVED\"}")));
    }

    /** A gateway that answers with an error. */
    void brokenGateway() {
        gateway.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500).withBody("oops")));
    }

    static Map<String, Object> payment(long orderId, long amount) {
        return Map.of("orderId", orderId, "amount", amount, "method", "CARD");
    }

    @Override
    public void close() {
        context.close();
        gateway.stop();
    }
}
