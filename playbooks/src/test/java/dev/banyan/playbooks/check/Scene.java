package dev.banyan.playbooks.check;

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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/** Both databases with the real schemas, the demo's gateway, and a log: one order, one payment, one refund, one decline, all well. */
final class Scene implements AutoCloseable {

    private static final String TIMES = "'2026-03-01 12:00:00'";

    private final DatabaseServer server = TestServers.start(Options.defaults());
    private final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().usingFilesUnderDirectory("gateway"));
    private final Path log;
    private long number;

    Scene(Path folder) throws Exception {
        log = folder.resolve("requests.ndjson");
        gateway.start();
        server.createSchema("ruby");
        server.createSchema("payment");
        schema("ruby", "../legacy-monolith/src/main/resources/db/migration/V1__ruby.sql");
        schema("payment", "../extracted-services/payment/src/main/resources/db/migration/V1__payment.sql");
        reset();
    }

    void reset() throws Exception {
        gateway.resetRequests();
        Files.writeString(log, "");
        ruby("DELETE FROM payments", "DELETE FROM orders", "DELETE FROM members", "DELETE FROM shops");
        sql("payment", "DELETE FROM payment");
        ruby("INSERT INTO members (mem_no) VALUES (7)", "INSERT INTO shops (shop_no) VALUES (3)");
        ruby("INSERT INTO orders (ord_no, mem_no, shop_no, ord_stat, tot_amt, paid_amt, pay_no, idem_key)"
                + " VALUES (11, 7, 3, 'N', 9000, 20000, 21, 'k1')");
        payment(21, 9000, "APPROVED", "ord-11", charge("mem-7-ord-11", 9000));
        payment(23, 11000, "APPROVED", "k2", charge("mem-7-k2", 11000));
        payment(25, 12000, "CANCELLED", "k3", charge("mem-7-k3", 12000));
        payment(27, 10013, "DECLINED", "k4", charge("mem-7-k4", 10013));
        refund("refund-25", 12000);
        both(
                "UPDATE payments SET rfnd_key = 'k5', rfnd_dt = " + TIMES + " WHERE pay_no = 25",
                "UPDATE payment SET refund_key = 'k5', refunded_at = " + TIMES + " WHERE id = 25");
        told(Kind.ORDER, "/api/orders", "k1", 201, 11L, 0, """
                {"id":11,"memberId":7,"shopId":3,"status":"CREATED","totalAmount":9000,"paidAmount":9000,"paymentId":21}""");
        told(Kind.PAYMENT, "/api/payments", "k2", 201, 23L, 11000, answer(23, 11000, "null", "APPROVED"));
        told(Kind.PAYMENT, "/api/payments", "k3", 201, 25L, 12000, answer(25, 12000, "null", "APPROVED"));
        told(Kind.PAYMENT, "/api/payments", "k4", 402, 27L, 10013, "{\"paymentId\":27}");
        told(
                Kind.REFUND,
                "/api/payments/25/refund",
                "k5",
                200,
                25L,
                12000,
                answer(25, 12000, "\"2026-03-01T12:00:00\"", "CANCELLED"));
    }

    CheckReport check(PaymentsOwner owner) {
        return check(owner, gateway.baseUrl());
    }

    /** As above, once the gateway has died. */
    CheckReport checkWithoutGateway(PaymentsOwner owner) {
        return check(owner, "http://127.0.0.1:1");
    }

    private CheckReport check(PaymentsOwner owner, String asked) {
        return Checker.check(new CheckSources(log, address("ruby"), address("payment"), URI.create(asked)), owner);
    }

    void both(String onRuby, String onService) throws Exception {
        sql("ruby", onRuby);
        sql("payment", onService);
    }

    void ruby(String... statements) throws Exception {
        sql("ruby", statements);
    }

    /** Charges as the applications do; returns the transaction, empty when declined. */
    String charge(String reference, long amount) throws Exception {
        String answer = post("/pg/charges", Map.of("reference", reference, "amount", amount, "currency", "KRW"));
        return Json.mapper().readTree(answer).path("transactionId").asString("");
    }

    void refund(String reference, long amount) throws Exception {
        post("/pg/refunds", Map.of("transactionId", "t", "reference", reference, "amount", amount));
    }

    @Override
    public void close() {
        gateway.stop();
        server.close();
    }

    private void payment(long id, long amount, String status, String key, String transaction) throws Exception {
        String tid = transaction.isEmpty() ? "NULL" : "'" + transaction + "'";
        both(
                "INSERT INTO payments (pay_no, mem_no, ord_no, pay_amt, pay_stat, pay_mthd, pg_tid, idem_key, reg_dt) VALUES ("
                        + id + ", 7, 11, " + amount + ", '" + status.charAt(0) + "', 'CD', " + tid + ", '" + key + "', "
                        + TIMES + ")",
                "INSERT INTO payment (id, member_id, order_id, amount, currency, status, method, gateway_transaction_id,"
                        + " idempotency_key, created_at) VALUES (" + id + ", 7, 11, " + amount + ", 'KRW', '" + status
                        + "', 'CARD', " + tid + ", '" + key + "', " + TIMES + ")");
    }

    private static String answer(long id, long amount, String refundedAt, String status) {
        return "{\"id\":" + id + ",\"memberId\":7,\"orderId\":11,\"amount\":" + amount
                + ",\"currency\":\"KRW\",\"status\":\"" + status
                + "\",\"method\":\"CARD\",\"createdAt\":\"2026-03-01T12:00:00\",\"refundedAt\":" + refundedAt + "}";
    }

    private void told(Kind kind, String path, String key, int status, Long id, long amount, String answer)
            throws Exception {
        RequestLine line = new RequestLine(
                ++number,
                Instant.EPOCH,
                kind,
                "POST",
                path,
                key,
                7,
                status,
                80,
                1,
                "proxy-1",
                "monolith",
                null,
                status == 402 ? Outcome.DECLINED : Outcome.OK,
                false,
                false,
                false,
                id,
                amount,
                Json.mapper().readTree(answer),
                null);
        Files.writeString(log, Json.write(line) + "\n", StandardOpenOption.APPEND);
    }

    private String post(String path, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private DatabaseAddress address(String schema) {
        return new DatabaseAddress("jdbc:mysql://127.0.0.1:" + server.port() + "/" + schema, "root", new Secret(""));
    }

    private void schema(String schema, String file) throws Exception {
        for (String statement : Files.readString(Path.of(file)).split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                sql(schema, statement);
            }
        }
    }

    private void sql(String schema, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(server.url(schema), "root", "");
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }
}
