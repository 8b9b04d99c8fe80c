package dev.banyan.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The review service with a real database and a real queue, and a stand-in for the orders' owner. */
final class ReviewUnderTest implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();
    final WireMockServer orders =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    final Deliveries deliveries = new Deliveries();
    final RunningService service;

    private ReviewUnderTest(String... settings) {
        orders.start();
        orders.stubFor(get(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        service = RunningService.start(ReviewApplication.class, database, settings(settings));
    }

    static ReviewUnderTest start(String... settings) {
        return new ReviewUnderTest(settings);
    }

    private String[] settings(String... more) {
        List<String> all = deliveries.settings("--orders.urls=" + orders.baseUrl(), "--orders.answer-timeout=1s");
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    Client http() {
        return service.http();
    }

    /** A delivered order that the service was told of long ago. */
    void delivered(long order, long member, long shop) {
        sql.sql("INSERT INTO reviewable_order (order_id, member_id, shop_id) VALUES (?, ?, ?)")
                .params(order, member, shop)
                .update();
    }

    Answer write(long member, String key, long order, int star) {
        return writeAsync(member, key, order, star).join();
    }

    CompletableFuture<Answer> writeAsync(long member, String key, long order, int star) {
        String body = "{\"orderId\":%d,\"star\":%d,\"body\":\"정말 맛있어요 😋\"}".formatted(order, star);
        return http().send("POST", "/api/reviews", body, "X-Member-Id", String.valueOf(member), "Idempotency-Key", key);
    }

    Answer hide(long member, long review) {
        return http().post("/api/reviews/" + review + "/hide", "", "X-Member-Id", String.valueOf(member));
    }

    Answer reviews(long shop) {
        return http().get("/api/shops/" + shop + "/reviews");
    }

    /** What the orders' owner says when it is asked for this order in this member's name. */
    void owner(long order, long member, ResponseDefinitionBuilder answer) {
        orders.stubFor(get(urlEqualTo("/api/orders/" + order))
                .withHeader("X-Member-Id", equalTo(String.valueOf(member)))
                .willReturn(answer));
    }

    static ResponseDefinitionBuilder order(long order, long member, long shop, String status) {
        return okJson("{\"id\":%d,\"memberId\":%d,\"shopId\":%d,\"status\":\"%s\",\"totalAmount\":9000}"
                .formatted(order, member, shop, status));
    }

    int asked(long order) {
        return orders.countRequestsMatching(
                        getRequestedFor(urlEqualTo("/api/orders/" + order)).build())
                .getCount();
    }

    long count(String table) {
        return sql.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    /** What was told of the review, in order: type and version. */
    List<String> told(long review) {
        return sql.sql("SELECT CONCAT(type, ' ', aggregate_version, ' ', attributes) FROM outbox WHERE aggregate_id = ?"
                        + " ORDER BY id")
                .param(String.valueOf(review))
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        service.close();
        orders.stop();
        deliveries.close();
    }
}
