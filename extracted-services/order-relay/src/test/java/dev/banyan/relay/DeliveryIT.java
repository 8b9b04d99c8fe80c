package dev.banyan.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.banyan.kit.testing.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryIT {

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start();
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void bringsAnOrderToTheFirstDevice() {
        relay.openShop(1, 2);

        Answer taken = relay.relay(1, 100);

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.json().get("orderId").longValue()).isEqualTo(100);
        awaitSentTo(1, 100, 11);
        relay.devices.verify(
                1,
                postRequestedFor(urlEqualTo("/device/11"))
                        .withRequestBody(equalToJson("{\"shopId\":1,\"orderId\":100,\"totalAmount\":18000,"
                                + "\"items\":[{\"name\":\"통닭\",\"quantity\":2}],\"deviceId\":11}")));
        assertThat(relay.pushes(12, 100)).isZero();
    }

    @Test
    void goesToTheNextChannelWhenADeviceDropsMidOrder() {
        relay.openShop(2, 3);
        relay.deviceAnswers(21, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        relay.deviceAnswers(22, aResponse().withStatus(500));

        relay.relay(2, 200);

        awaitSentTo(2, 200, 23);
        assertThat(relay.order(2, 200).get("tries").intValue()).isEqualTo(3);
        assertThat(relay.accept(2, 200, 23).status()).isEqualTo(200);
    }

    @Test
    void skipsDevicesThatAreSwitchedOff() {
        relay.openShop(3, 2);
        Answer off = relay.service().http().put("/api/relay/shops/3/devices/31", "{\"active\":false}");

        relay.relay(3, 300);

        assertThat(off.text())
                .isEqualTo(
                        "{\"id\":31,\"shopId\":3,\"type\":\"PC\",\"url\":\"/device/31\",\"priority\":1,\"active\":false}");
        awaitSentTo(3, 300, 32);
        assertThat(relay.pushes(31, 300)).isZero();
    }

    @Test
    void goesOnTryingUntilADeadChannelIsBack() {
        relay.openShop(4, 2);
        relay.deviceAnswers(41, serviceUnavailable());
        relay.deviceAnswers(42, aResponse().withFault(Fault.EMPTY_RESPONSE));
        relay.relay(4, 400);
        await().until(() -> relay.pushes(41, 400) >= 3 && relay.pushes(42, 400) >= 3);
        assertThat(relay.status(4, 400)).isEqualTo("WAITING");

        relay.deviceAnswers(42, ok());

        awaitSentTo(4, 400, 42);
    }

    @Test
    void leavesADeviceThatAnswersAfterTheDeadlineItsChance() {
        relay.openShop(5, 2);
        relay.deviceAnswers(51, ok().withFixedDelay(900));

        relay.relay(5, 500);

        awaitSentTo(5, 500, 52);
        assertThat(relay.accept(5, 500, 51).status()).isEqualTo(200);
        Answer second = relay.accept(5, 500, 52);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("detail").stringValue()).isEqualTo("Order 500 was accepted by device 51 before");
        await().until(() -> relay.isFinished(500));
        assertThat(relay.reports(500)).isEqualTo(1);
    }

    @Test
    void takesTheAnswerOfADeviceThatAcceptsAtOnce() {
        relay.openShop(6, 1);
        relay.deviceAnswers(61, okJson("{\"accepted\":true}"));

        relay.relay(6, 600);

        await().until(() -> relay.isFinished(600));
        assertThat(relay.order(6, 600).get("deviceId").longValue()).isEqualTo(61);
        assertThat(relay.status(6, 600)).isEqualTo("ACCEPTED");
        assertThat(relay.reports(600)).isEqualTo(1);
    }

    @Test
    void tellsTheMonolithUntilItKnows() {
        relay.openShop(7, 1);
        var report = urlEqualTo("/api/orders/700/accept");
        relay.proxies.stubFor(post(report)
                .atPriority(1)
                .inScenario("report")
                .willReturn(serviceUnavailable())
                .willSetStateTo("once"));
        relay.proxies.stubFor(post(report)
                .atPriority(1)
                .inScenario("report")
                .whenScenarioStateIs("once")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("twice"));
        relay.proxies.stubFor(post(report)
                .atPriority(1)
                .inScenario("report")
                .whenScenarioStateIs("twice")
                .willReturn(ok("{}")));
        relay.relay(7, 700);

        relay.accept(7, 700, 71);

        await().until(() -> relay.isFinished(700));
        assertThat(relay.reports(700)).isEqualTo(3);
    }

    @Test
    void doesNotTellTheMonolithForEverOfAnOrderThatHasEnded() {
        relay.openShop(8, 1);
        relay.proxies.stubFor(post(urlEqualTo("/api/orders/800/accept"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(409)));
        relay.relay(8, 800);

        relay.accept(8, 800, 81);

        await().until(() -> relay.isFinished(800));
        assertThat(relay.reports(800)).isEqualTo(1);
    }

    @Test
    void stopsOfferingWhatWasAcceptedElsewhere() {
        relay.openShop(9, 1);
        relay.deviceAnswers(91, serviceUnavailable());
        relay.relay(9, 900);
        await().until(() -> relay.pushes(91, 900) >= 1);

        relay.sql
                .sql("UPDATE order_relay SET status = 'ACCEPTED', device_id = 91 WHERE order_id = 900")
                .update();

        await().until(() -> relay.isFinished(900));
        assertThat(relay.reports(900)).isZero();
    }

    @Test
    void triesAgainWhatFailedAtTheMonolith() {
        relay.openShop(10, 1);
        relay.sql
                .sql("INSERT INTO order_relay (order_id, shop_id, status, try_count, idempotency_key)"
                        + " VALUES (1000, 10, 'FAILED', 2, 'ord-1000-relay')")
                .update();

        assertThat(relay.relay(10, 1000).status()).isEqualTo(202);

        awaitSentTo(10, 1000, 101);
    }

    @Test
    void goesOnWhenARowThatNobodyCouldReadIsGone() {
        relay.openShop(11, 1);
        relay.sql
                .sql(
                        "INSERT INTO delivery (shop_id, order_id, contents, step, tries, round, version, opened_at, due_at)"
                                + " VALUES (11, 1100, '{', 'OFFER', 0, 0, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))")
                .update();
        relay.relay(11, 1101);
        await().during(Duration.ofMillis(300))
                .until(() -> relay.status(11, 1101).equals("WAITING"));

        relay.sql.sql("DELETE FROM delivery WHERE order_id = 1100").update();

        awaitSentTo(11, 1101, 111);
    }

    private static void awaitSentTo(long shop, long order, long device) {
        await().untilAsserted(() -> {
            assertThat(relay.status(shop, order)).isEqualTo("SENT");
            assertThat(relay.order(shop, order).get("deviceId").longValue()).isEqualTo(device);
        });
    }
}
