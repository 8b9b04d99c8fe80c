package dev.banyan.playbooks.check;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Secret;
import dev.banyan.control.store.Json;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.Options;
import dev.banyan.mysql.TestServers;
import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * The monolith's and the services' databases with their real schemas, and services that answer as they should. Order 11 of member 7 at
 * shop 3 was placed, relayed, accepted by device 31, delivered and reviewed; menu 5 was renamed, shop 4 closed; all of it acknowledged.
 */
final class CityScene implements AutoCloseable {
    private static final List<String> RUBY = List.of("V1__ruby", "V4__catalogue", "V5__reviews", "V8__relay");

    private static final String OUTBOX = "R__outbox.sql";

    private final DatabaseServer server = TestServers.start(Options.defaults());
    private final WireMockServer services =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final Path log;
    private long number;

    CityScene(Path folder) throws Exception {
        log = folder.resolve("city.ndjson");
        services.start();
        for (String schema : List.of(
                "ruby", "payment", "order_relay", "menu", "shop_list", "settlement", "search", "orders", "review")) {
            server.createSchema(schema);
        }
        for (String file : RUBY) {
            run("ruby", "../legacy-monolith/src/main/resources/db/migration/" + file + ".sql");
        }
        run("payment", service("payment"));
        run("order_relay", service("order-relay"));
        run("menu", service("menu"));
        run("shop_list", service("shop-list"));
        run("settlement", service("settlement"));
        run("orders", service("order"));
        run("orders", "../extracted-services/service-kit/src/main/resources/db/outbox/" + OUTBOX);
        run("review", service("review"));
        sql(
                "search",
                "CREATE TABLE shop (id BIGINT PRIMARY KEY, name VARCHAR(100), is_open BOOLEAN NOT NULL)",
                "CREATE TABLE menu (id BIGINT PRIMARY KEY, name VARCHAR(100), on_sale BOOLEAN NOT NULL)",
                "CREATE TABLE shop_view (id VARCHAR(40) PRIMARY KEY, name VARCHAR(100), opening VARCHAR(8), deleted BOOLEAN NOT NULL)",
                "CREATE TABLE menu_view (id VARCHAR(40) PRIMARY KEY, name VARCHAR(100), availability VARCHAR(16), deleted BOOLEAN NOT NULL)",
                "CREATE TABLE index_state (live_of VARCHAR(8) NOT NULL)");
    }

    void reset() throws Exception {
        Files.writeString(log, "");
        for (String table : List.of("order_relays", "reviews", "payments", "orders", "menus", "shops", "members")) {
            sql("ruby", "DELETE FROM " + table);
        }
        sql("payment", "DELETE FROM payment");
        sql("order_relay", "DELETE FROM order_relay");
        sql("menu", "DELETE FROM menu");
        sql("shop_list", "DELETE FROM shop");
        sql("settlement", "DELETE FROM ledger_line");
        sql("review", "DELETE FROM review");
        sql(
                "search",
                "DELETE FROM shop",
                "DELETE FROM menu",
                "DELETE FROM shop_view",
                "DELETE FROM menu_view",
                "DELETE FROM index_state");
        sql("orders", "DELETE FROM outbox", "DELETE FROM order_process", "DELETE FROM customer_order");
        sql(
                "ruby",
                "INSERT INTO members (mem_no) VALUES (7)",
                "INSERT INTO shops (shop_no, shop_nm, open_yn) VALUES (3, '통닭집', 'Y'), (4, '피자집', 'N')",
                "INSERT INTO menus (menu_no, shop_no, menu_nm, prev_nm, price, sale_yn) VALUES (5, 3, '통닭 v2', '통닭', 9000, 'Y')",
                "INSERT INTO orders (ord_no, mem_no, shop_no, ord_stat, tot_amt, idem_key) VALUES (11, 7, 3, 'D', 9000, 'k1')",
                "INSERT INTO payments (pay_no, mem_no, ord_no, pay_amt, pay_stat, idem_key) VALUES (21, 7, 11, 9000, 'A', 'ord-11'), (23, 7, 11, 2000, 'C', 'k9')",
                "INSERT INTO order_relays (ord_no, shop_no, dev_no, rel_stat) VALUES (11, 3, 31, 'A')",
                "INSERT INTO reviews (rev_no, mem_no, shop_no, ord_no, star, body, idem_key) VALUES (41, 7, 3, 11, 5, '맛있어요', 'k4')");
        sql(
                "payment",
                "INSERT INTO payment (id, member_id, order_id, amount, currency, status, idempotency_key)"
                        + " VALUES (21, 7, 11, 9000, 'KRW', 'APPROVED', 'ord-11'), (23, 7, 11, 2000, 'KRW', 'CANCELLED', 'k9')");
        sql(
                "order_relay",
                "INSERT INTO order_relay (order_id, shop_id, device_id, status) VALUES (11, 3, 31, 'ACCEPTED')");
        sql(
                "menu",
                "INSERT INTO menu (id, shop_id, name, former_name, price, currency, availability)"
                        + " VALUES (5, 3, '통닭 v2', '통닭', 9000, 'KRW', 'ON_SALE')");
        sql("shop_list", "INSERT INTO shop (id, name, opening) VALUES (3, '통닭집', 'OPEN'), (4, '피자집', 'CLOSED')");
        sql(
                "orders",
                "INSERT INTO customer_order (id, member_id, shop_id, status, total_amount, currency, idempotency_key, version)"
                        + " VALUES (11, 7, 3, 'DELIVERED', 9000, 'KRW', 'k1', 3), (9, 7, 3, 'CANCELLED', 9000, 'KRW', 'k0', 1)",
                "INSERT INTO order_process (order_id, member_id, method, payment_state) VALUES (11, 7, 'CARD', 'APPROVED')");
        event(11, 1, "OrderPaymentRequested");
        event(11, 2, "OrderCreated");
        event(11, 3, "OrderDelivered");
        sql(
                "review",
                "INSERT INTO review (id, member_id, shop_id, order_id, star, body, idempotency_key)"
                        + " VALUES (41, 7, 3, 11, 5, '맛있어요', 'k4')");
        entry("SALE", "11", 9000);
        entry("REFUND", "23", -2000);
        sql(
                "search",
                "INSERT INTO shop VALUES (3, '통닭집', TRUE), (4, '피자집', FALSE)",
                "INSERT INTO menu VALUES (5, '통닭 v2', TRUE)",
                "INSERT INTO index_state VALUES ('FEED')");
        services.resetAll();
        settlementSays(true);
        finds("통닭집", "{\"id\":3,\"name\":\"통닭집\"}");
        finds("통닭 v2", "{\"id\":3,\"name\":\"통닭집\"}");
        finds("피자집", "");
        told(Kind.ORDER, "/api/orders", 201, "{\"id\":11,\"shopId\":3,\"status\":\"CREATED\"}");
        accepted(31);
        told(Kind.REVIEW, "/api/reviews", 201, "{\"id\":41,\"orderId\":11,\"star\":5,\"body\":\"맛있어요\"}");
        told(
                Kind.MENU_CHANGE,
                "/api/shops/3/menus/5",
                200,
                "{\"id\":5,\"name\":\"통닭 v2\",\"previousName\":\"통닭\",\"price\":9000}");
        told(Kind.SHOP_CHANGE, "/api/shops/4", 200, "{\"id\":4,\"name\":\"피자집\",\"open\":false}");
    }

    void accepted(long device) throws Exception {
        told(
                Kind.RELAY_ACCEPT,
                "/api/relay/shops/3/orders/11/accept",
                200,
                "{\"orderId\":11,\"shopId\":3,\"status\":\"ACCEPTED\",\"deviceId\":" + device + "}");
    }

    void event(long order, int version, String type) throws Exception {
        sql(
                "orders",
                "INSERT INTO outbox (event_id, type, schema_version, aggregate_id, aggregate_version, occurred_at, changed_attributes,"
                        + " attributes) VALUES (UUID(), '" + type + "', 1, '" + order + "', " + version
                        + ", '2018-11-01', '[]', '{}')");
    }

    /** Both lines of a ledger's entry. */
    void entry(String kind, String reference, long won) throws Exception {
        sql(
                "settlement",
                "INSERT INTO ledger_line (kind, reference, account, shop_id, amount, day) VALUES ('" + kind + "', '"
                        + reference
                        + "', 'SALES_CLEARING', NULL, " + won + ", '2017-03-01'), ('" + kind + "', '" + reference
                        + "', 'SHOP_PAYABLE', 3, " + -won + ", '2017-03-01')");
    }

    void settlementSays(boolean agrees) {
        services.stubFor(
                get(urlPathEqualTo("/api/settlement-check")).willReturn(okJson("{\"agrees\":" + agrees + "}")));
    }

    /** @param shops JSON objects with commas between */
    void finds(String words, String shops) {
        services.stubFor(get(urlPathEqualTo("/api/search"))
                .withQueryParam("q", equalTo(words))
                .willReturn(okJson("{\"ads\":[],\"shops\":[" + shops + "]}")));
    }

    void told(Kind kind, String path, int status, String answer) throws Exception {
        var body = answer.isEmpty() ? null : Json.mapper().readTree(answer);
        RequestLine line = new RequestLine(
                ++number,
                Instant.EPOCH,
                kind,
                kind == Kind.MENU_CHANGE || kind == Kind.SHOP_CHANGE ? "PUT" : "POST",
                path,
                "k" + number,
                7,
                status,
                80,
                1,
                "proxy-1",
                "monolith",
                null,
                status >= 200 && status < 300 ? Outcome.OK : Outcome.FAILED,
                false,
                false,
                false,
                body == null || !body.has("id") ? null : body.path("id").asLong(),
                0,
                body,
                null);
        Files.writeString(log, Json.write(line) + "\n", StandardOpenOption.APPEND);
    }

    List<Finding> find(Check check) {
        return check.find(Promises.read(log));
    }

    Check reviews() {
        return new ReviewsCheck(List.of(
                new Side("monolith", address("ruby"), ReviewsCheck.RUBY),
                new Side("reviews service", address("review"), ReviewsCheck.SERVICE)));
    }

    Check relay(boolean service) {
        return new RelayCheck(
                service
                        ? new Side("order-relay service", address("order_relay"), RelayCheck.SERVICE)
                        : new Side("monolith", address("ruby"), RelayCheck.RUBY));
    }

    Check menus() {
        return new OwnersCheck(
                Kind.MENU_CHANGE,
                "menu",
                List.of(
                        new Side("monolith", address("ruby"), OwnersCheck.RUBY_MENUS),
                        new Side("menu service", address("menu"), OwnersCheck.MENU_SERVICE)));
    }

    Check shops() {
        return new OwnersCheck(
                Kind.SHOP_CHANGE,
                "shop",
                List.of(
                        new Side("monolith", address("ruby"), OwnersCheck.RUBY_SHOPS),
                        new Side("shop-list service", address("shop_list"), OwnersCheck.SHOP_LIST_SERVICE)));
    }

    Check settlement() {
        return settlement(
                new Side("monolith", address("ruby"), SettlementCheck.RUBY_DELIVERED),
                new Side("monolith", address("ruby"), SettlementCheck.RUBY_REFUNDED));
    }

    Check settlementOfServices() {
        return settlement(
                new Side("order service", address("orders"), SettlementCheck.SERVICE_DELIVERED),
                new Side("payments", address("payment"), SettlementCheck.SERVICE_REFUNDED));
    }

    private Check settlement(Side delivered, Side refunded) {
        return new SettlementCheck(delivered, refunded, address("settlement"), URI.create(services.baseUrl()));
    }

    Check search() {
        return search(SearchCheck.Truth.MONOLITH, "ruby");
    }

    Check searchOfServices() {
        return search(SearchCheck.Truth.SERVICES, "shop_list");
    }

    private Check search(SearchCheck.Truth truth, String source) {
        return new SearchCheck(truth, address(source), address("search"), URI.create(services.baseUrl()));
    }

    Check orders() {
        return new OrdersCheck(
                address("orders"), new Side("payments", address("ruby"), PaymentsOwner.MONOLITH.select()));
    }

    void sql(String schema, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(server.url(schema), "root", "");
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    @Override
    public void close() {
        services.stop();
        server.close();
    }

    private DatabaseAddress address(String schema) {
        return new DatabaseAddress("jdbc:mysql://127.0.0.1:" + server.port() + "/" + schema, "root", new Secret(""));
    }

    private static String service(String name) throws Exception {
        try (var files = Files.list(Path.of("../extracted-services/" + name + "/src/main/resources/db/migration"))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("V1__"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    private void run(String schema, String file) throws Exception {
        for (String statement : Files.readString(Path.of(file)).split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                sql(schema, statement);
            }
        }
    }
}
