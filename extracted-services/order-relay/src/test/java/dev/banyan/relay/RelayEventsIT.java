package dev.banyan.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RelayEventsIT {

    private static final Duration LONG = Duration.ofSeconds(40);

    private static OrderQueue orders;
    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        orders = new OrderQueue();
        relay = RelayUnderTest.start(orders.settings("--relay.accept-within=1s"));
    }

    @AfterAll
    static void stop() {
        relay.close();
        orders.close();
    }

    @Test
    void relaysAnOrderOnceThatIsToldTwiceAndHandedOverToo() {
        relay.openShop(1, 1);
        placed(100, 7, "CREATED");

        orders.created(1, 100, 7L);
        orders.created(1, 100, 7L);
        assertThat(relay.relay(1, 100).status()).isEqualTo(202);

        awaitHandled();
        await().atMost(LONG).until(() -> relay.status(1, 100).equals("SENT"));
        assertThat(relay.pushes(11, 100)).isEqualTo(1);
        assertThat(acknowledged(100)).hasSize(1);
    }

    @Test
    void bringsWhatTheOwnerTellsAndAcknowledgesAndAcceptsForItsMember() {
        relay.openShop(2, 1);
        placed(200, 7, "CREATED");

        orders.created(2, 200, 7L);

        await().atMost(LONG).until(() -> acknowledged(200).size() == 1);
        relay.devices.verify(
                1,
                postRequestedFor(urlEqualTo("/device/21"))
                        .withRequestBody(equalToJson("{\"shopId\":2,\"orderId\":200,\"totalAmount\":18000,"
                                + "\"items\":[{\"name\":\"통닭\",\"quantity\":2},{\"name\":\"메뉴 12\",\"quantity\":1}],"
                                + "\"deviceId\":21}")));
        assertThat(acknowledged(200)).containsExactly("200 1 200 7");
        assertThat(relay.accept(2, 200, 21).status()).isEqualTo(200);
        await().atMost(LONG).until(() -> relay.isFinished(200));
        acceptedFor("7", 200);
        assertThat(acknowledged(200)).hasSize(1);
    }

    @Test
    void acknowledgesOnceAnOrderThatTheSecondDeviceTookAndOneThatAcceptsAtOnce() {
        relay.openShop(3, 2);
        relay.deviceAnswers(31, serviceUnavailable());
        relay.deviceAnswers(32, okJson("{\"accepted\":true}"));
        placed(300, 8, "CREATED");

        orders.created(3, 300, 8L);

        await().atMost(LONG).until(() -> relay.reports(300) == 1 && relay.isFinished(300));
        acceptedFor("8", 300);
        assertThat(acknowledged(300)).hasSize(1);
    }

    @Test
    void acceptsForTheMemberThatTheMonolithNames() {
        relay.openShop(4, 1);
        relay.service()
                .http()
                .post(
                        "/api/relay/shops/4/orders",
                        "{\"orderId\":400,\"totalAmount\":1,\"items\":[{\"name\":\"a\",\"quantity\":1}]}",
                        "Idempotency-Key",
                        "ord-400-relay",
                        "X-Member-Id",
                        "9");
        await().atMost(LONG).until(() -> acknowledged(400).size() == 1);

        relay.accept(4, 400, 41);

        await().atMost(LONG).until(() -> relay.isFinished(400));
        acceptedFor("9", 400);
    }

    @Test
    void looksUpTheMemberThatNobodyNamed() {
        relay.openShop(5, 1);
        placed(500, 10, "CREATED");
        relay.relay(5, 500);
        relay.accept(5, 500, 51);

        await().atMost(LONG).until(() -> relay.isFinished(500));

        acceptedFor("10", 500);
    }

    @Test
    void acceptsAGuestsOrderWithoutAMember() {
        relay.openShop(6, 1);
        relay.relay(6, 600);
        relay.accept(6, 600, 61);

        await().atMost(LONG).until(() -> relay.isFinished(600));

        relay.proxies.verify(
                1, postRequestedFor(urlEqualTo("/api/orders/600/accept")).withHeader("X-Member-Id", absent()));
    }

    @Test
    void waitsForAnOwnerThatDoesNotAnswer() {
        relay.openShop(7, 1);
        relay.proxies.stubFor(order(700).willReturn(serviceUnavailable()));
        orders.created(7, 700, 7L);
        await().atMost(LONG).until(() -> asked(700) >= 8);
        placed(700, 7, "PENDING_PAYMENT");
        int before = asked(700);
        await().atMost(LONG).until(() -> asked(700) >= before + 2);

        placed(700, 7, "CREATED");

        await().atMost(LONG).until(() -> acknowledged(700).size() == 1);
        assertThat(relay.pushes(71, 700)).isEqualTo(1);
    }

    @Test
    void stopsOfferingAnOrderThatIsCancelled() {
        relay.openShop(8, 1);
        relay.deviceAnswers(81, serviceUnavailable());
        placed(800, 7, "CREATED");
        orders.created(8, 800, 7L);
        await().atMost(LONG).until(() -> relay.pushes(81, 800) >= 2);

        orders.cancelled(8, 800, 7L);

        awaitHandled();
        await().atMost(LONG).until(() -> step(800).equals("STOPPED"));
        relay.deviceAnswers(81, ok());
        int before = relay.pushes(81, 800);
        await().during(Duration.ofSeconds(1)).until(() -> relay.pushes(81, 800) <= before + 1);
        assertThat(relay.status(8, 800)).isEqualTo("WAITING");
        assertThat(acknowledged(800)).isEmpty();
    }

    @Test
    void bringsNothingThatWasCancelledBeforeItWasAsked() {
        relay.openShop(9, 1);
        placed(900, 7, "CANCELLED");

        orders.created(9, 900, 7L);

        awaitHandled();
        assertThat(relay.service().http().get("/api/relay/shops/9/orders/900").status())
                .isEqualTo(404);
    }

    @Test
    void goesOnToTheNextDeviceWhenNobodyAccepts() {
        relay.openShop(10, 2);
        placed(1000, 7, "CREATED");

        orders.created(10, 1000, 7L);

        await().atMost(LONG).until(() -> step(1000).equals("REST"));
        assertThat(relay.pushes(101, 1000)).isEqualTo(1);
        assertThat(relay.pushes(102, 1000)).isEqualTo(1);
        assertThat(acknowledged(1000)).hasSize(1);
    }

    @Test
    void goesOnToTheNextDeviceWhenNobodyTellsWhetherTheOrderStillWaits() {
        relay.openShop(11, 2);
        relaysAndThenAnswers(1100, serviceUnavailable());

        orders.created(11, 1100, 7L);

        await().atMost(LONG).until(() -> step(1100).equals("REST"));
        assertThat(relay.pushes(112, 1100)).isEqualTo(1);
    }

    @Test
    void asksNoFurtherDeviceForAnOrderThatItsShopAcceptedByHand() {
        relay.openShop(12, 2);
        relaysAndThenAnswers(1200, answer(1200, 7, "ACCEPTED"));

        orders.created(12, 1200, 7L);

        await().atMost(LONG).until(() -> step(1200).equals("STOPPED"));
        assertThat(relay.pushes(121, 1200)).isEqualTo(1);
        assertThat(relay.pushes(122, 1200)).isZero();
    }

    private static void relaysAndThenAnswers(long order, ResponseDefinitionBuilder next) {
        relay.proxies.stubFor(order(order)
                .inScenario("order " + order)
                .willReturn(answer(order, 7, "CREATED"))
                .willSetStateTo("relayed"));
        relay.proxies.stubFor(order(order)
                .inScenario("order " + order)
                .whenScenarioStateIs("relayed")
                .willReturn(next));
    }

    private static void placed(long order, long member, String status) {
        relay.proxies.stubFor(order(order).willReturn(answer(order, member, status)));
    }

    private static ResponseDefinitionBuilder answer(long order, long member, String status) {
        return okJson(("{\"id\":%d,\"memberId\":%d,\"shopId\":1,\"status\":\"%s\",\"totalAmount\":18000,"
                        + "\"items\":[{\"menuId\":11,\"name\":\"통닭\",\"price\":8000,\"qty\":2},"
                        + "{\"menuId\":12,\"name\":null,\"price\":2000,\"qty\":1}]}")
                .formatted(order, member, status));
    }

    private static MappingBuilder order(long order) {
        return get(urlEqualTo("/api/orders/" + order)).atPriority(1);
    }

    private static int asked(long order) {
        return relay.proxies
                .findAll(getRequestedFor(urlEqualTo("/api/orders/" + order)).withHeader("X-Member-Id", equalTo("7")))
                .size();
    }

    private static void acceptedFor(String member, long order) {
        relay.proxies.verify(
                1,
                postRequestedFor(urlEqualTo("/api/orders/" + order + "/accept"))
                        .withHeader("X-Member-Id", equalTo(member)));
    }

    private static void awaitHandled() {
        await().atMost(LONG).until(() -> orders.depth().isEmpty());
    }

    private static List<String> acknowledged(long order) {
        return relay.sql
                .sql("SELECT CONCAT_WS(' ', aggregate_id, aggregate_version, JSON_EXTRACT(attributes, '$.orderId'),"
                        + " JSON_EXTRACT(attributes, '$.memberId')) FROM outbox"
                        + " WHERE type = 'OrderRelayAcknowledged' AND aggregate_id = ?")
                .param(String.valueOf(order))
                .query(String.class)
                .list();
    }

    private static String step(long order) {
        return relay.sql
                .sql("SELECT step FROM delivery WHERE order_id = ?")
                .param(order)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
