package dev.banyan.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AcceptanceIT {

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start("--relay.accept-within=400ms", "--relay.give-up-after=1ms");
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void letsOneOfManyDevicesAcceptThatTryAtOnce() {
        relay.openShop(1, 3);
        relay.relay(1, 100);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 30)
                .mapToObj(i -> relay.acceptAsync(1, 100, 11 + i % 3))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        long winner = relay.order(1, 100).get("deviceId").longValue();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).status()).isEqualTo(11 + i % 3 == winner ? 200 : 409);
        }
        await().until(() -> relay.isFinished(100));
        assertThat(relay.reports(100)).isEqualTo(1);
    }

    @Test
    void goesOnToTheNextDeviceWhenTheOneThatTookItFallsSilent() {
        relay.openShop(2, 2);
        relay.relay(2, 200);
        await().until(() -> step(200).equals("REST"));

        assertThat(relay.pushes(21, 200)).isEqualTo(1);
        assertThat(relay.pushes(22, 200)).isEqualTo(1);
        assertThat(relay.status(2, 200)).isEqualTo("SENT");
        assertThat(relay.accept(2, 200, 22).status()).isEqualTo(200);
        assertThat(relay.accept(2, 200, 22).status()).isEqualTo(200);
        assertThat(relay.accept(2, 200, 21).status()).isEqualTo(409);
        await().until(() -> relay.isFinished(200));
    }

    @Test
    void hasFailedWhenNoDeviceTakesItForTooLongAndStartsAnewWhenAskedAgain() {
        relay.openShop(3, 1);
        relay.service().http().put("/api/relay/shops/3/devices/31", "{\"active\":false}");
        relay.relay(3, 300);
        await().until(() -> relay.status(3, 300).equals("FAILED"));
        relay.service().http().put("/api/relay/shops/3/devices/31", "{\"active\":true}");

        assertThat(relay.relay(3, 300).status()).isEqualTo(202);

        await().until(() -> relay.status(3, 300).equals("SENT"));
    }

    @Test
    void takesARepeatedOrderOnce() {
        relay.openShop(4, 1);
        relay.relay(4, 400);
        await().until(() -> relay.status(4, 400).equals("SENT"));

        Answer again = relay.relay(4, 400);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo("{\"orderId\":400,\"status\":\"SENT\"}");
        assertThat(relay.relay(4, 400, "other").status()).isEqualTo(409);
        assertThat(relay.relay(4, 401, "ord-400-relay").status()).isEqualTo(422);
        assertThat(relay.pushes(41, 400)).isEqualTo(1);
    }

    @Test
    void takesAnOrderOnceThatIsHandedOverManyTimesAtOnce() {
        relay.openShop(5, 1);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> relay.relay(5, 500)))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join))
                .extracting(Answer::status)
                .containsOnly(202);
        await().until(() -> relay.status(5, 500).equals("SENT"));
        assertThat(relay.pushes(51, 500)).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrong() {
        relay.openShop(6, 1);
        relay.relay(6, 600);
        String orders = "/api/relay/shops/6/orders";

        assertThat(relay.accept(6, 601, 61).status()).isEqualTo(404);
        assertThat(detail(relay.accept(6, 600, 99))).isEqualTo("Shop 6 has no device 99");
        assertThat(detail(relay.service().http().post(orders, "{}", "Idempotency-Key", "k")))
                .isEqualTo("items must not be empty; orderId must not be null; totalAmount must not be null");
        assertThat(relay.service().http().post(orders, "{}").status()).isEqualTo(400);
        assertThat(relay.service()
                        .http()
                        .put("/api/relay/shops/6/devices/99", "{\"priority\":3}")
                        .status())
                .isEqualTo(404);
        assertThat(detail(relay.service().http().put("/api/relay/shops/6/devices/61", "{\"url\":\"ftp\"}")))
                .isEqualTo("url must be a path or an http address");
    }

    @Test
    void describesEveryRouteAndTellsItsMetrics() {
        JsonNode document = relay.service().http().get("/v3/api-docs").json();

        assertThat(document.get("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/relay/shops/{shopId}/orders",
                        "/api/relay/shops/{shopId}/orders/{orderId}",
                        "/api/relay/shops/{shopId}/orders/{orderId}/accept",
                        "/api/relay/shops/{shopId}/devices",
                        "/api/relay/shops/{shopId}/devices/{deviceId}");
        relay.openShop(7, 1);
        relay.relay(7, 700);
        await().until(() -> relay.status(7, 700).equals("SENT"));
        assertThat(relay.service().http().get("/actuator/prometheus").text())
                .contains("relay_pushes_total{channel=\"pc\",outcome=\"taken\"}");
    }

    private static String detail(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().get("detail").stringValue();
    }

    private static String step(long order) {
        return relay.sql
                .sql("SELECT step FROM delivery WHERE order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }
}
