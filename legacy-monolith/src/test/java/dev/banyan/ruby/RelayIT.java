package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The relay's own API: from a checkout to the shop's devices and back. */
class RelayIT {

    private static final String SHOP = "/api/relay/shops/901";
    private static final long FIRST = 9001;
    private static final long SECOND = 9003;
    private static final long OFF = 9005;

    private static ShopDevices devices;
    private static RunningRuby ruby;
    private static long lastOrder = 70_000;

    private final String key = UUID.randomUUID().toString();
    private final long order = ++lastOrder;

    @BeforeAll
    static void start() {
        devices = new ShopDevices();
        ruby = new RunningRuby("--ruby.relay.devices-url=" + devices.url() + "/", "--ruby.relay.device-timeout=300ms");
        ruby.sql()
                .sql("INSERT INTO relay_devices (dev_no, shop_no, dev_typ, dev_url, prio, use_yn) VALUES"
                        + " (9001, 901, 'P', '/devices/9001/orders', 1, 'Y'),"
                        + " (9003, 901, 'T', ?, 2, 'Y'), (9005, 901, 'C', '/devices/9005/orders', 0, 'N')")
                .param(devices.url() + "/devices/9003/orders")
                .update();
    }

    @AfterAll
    static void stop() {
        ruby.close();
        devices.close();
    }

    @BeforeEach
    void takeEverything() {
        devices.takeEverything();
    }

    private Api.Answer relay() {
        return relay(key, order);
    }

    private static Api.Answer relay(String key, long order) {
        Object items = List.of(Map.of("name", "후라이드 곱빼기 🍗", "quantity", 2));
        return ruby.api()
                .key(key)
                .post(SHOP + "/orders", Map.of("orderId", order, "totalAmount", 36_000, "items", items));
    }

    private Api.Answer accept(long device) {
        return ruby.api().post(SHOP + "/orders/" + order + "/accept", Map.of("deviceId", device));
    }

    private Api.Answer state() {
        return ruby.api().get(SHOP + "/orders/" + order);
    }

    @Test
    void sendsAnOrderToTheFirstActiveDevice() {
        Api.Answer relayed = relay();

        assertThat(relayed.status()).isEqualTo(202);
        assertThat(relayed.response().body()).isEqualTo("{\"orderId\":" + order + ",\"status\":\"SENT\"}");
        assertThat(devices.got(FIRST)).hasSize(1);
        assertThat(devices.got(FIRST).get(0).getBodyAsString())
                .isEqualTo("{\"shopId\":901,\"orderId\":" + order + ",\"totalAmount\":36000,"
                        + "\"items\":[{\"name\":\"후라이드 곱빼기 🍗\",\"quantity\":2}],\"deviceId\":9001}");
        assertThat(devices.got(SECOND)).isEmpty();
        assertThat(devices.got(OFF)).isEmpty();
        assertThat(state().number("deviceId")).isEqualTo(FIRST);
        assertThat(state().number("tries")).isEqualTo(1);
    }

    @Test
    void sendsOnceForARepeatedKey() throws Exception {
        List<Api.Answer> answers = Together.call(6, i -> relay());

        assertThat(answers).allMatch(answer -> answer.status() == 202);
        assertThat(relay().text("status")).isEqualTo("SENT");
        assertThat(devices.timesSent(order)).isEqualTo(1);
        assertThat(ruby.number("SELECT COUNT(*) FROM order_relays WHERE ord_no = " + order))
                .isEqualTo(1);
    }

    @Test
    void refusesAKeyOfAnotherOrderAndAnOrderOfAnotherKey() {
        relay();

        assertThat(relay(key, order + 1_000_000).status()).isEqualTo(422);
        assertThat(relay(key + "-2", order).status()).isEqualTo(409);
        assertThat(ruby.api().post(SHOP + "/orders", Map.of("orderId", 1)).status())
                .isEqualTo(400);
    }

    @Test
    void fallsBackToTheNextDevice() {
        devices.sleep(FIRST);

        assertThat(relay().text("status")).isEqualTo("SENT");

        assertThat(devices.got(SECOND)).hasSize(1);
        assertThat(state().number("deviceId")).isEqualTo(SECOND);
    }

    @Test
    void triesAgainWhatNoDeviceTook() {
        devices.fail(FIRST);
        devices.fail(SECOND);
        Api.Answer failed = relay();
        devices.takeEverything();

        Api.Answer again = relay();

        assertThat(failed.status()).isEqualTo(202);
        assertThat(failed.text("status")).isEqualTo("FAILED");
        assertThat(again.text("status")).isEqualTo("SENT");
        assertThat(state().number("tries")).isEqualTo(2);
    }

    @Test
    void lacksDevicesInAShopWithoutAny() {
        Object items = List.of(Map.of("name", "짬뽕", "quantity", 1));

        Api.Answer relayed = ruby.api()
                .key(key)
                .post("/api/relay/shops/777/orders", Map.of("orderId", order, "totalAmount", 8_000, "items", items));

        assertThat(relayed.text("status")).isEqualTo("FAILED");
    }

    @Test
    void isAcceptedByOneDeviceOnly() throws Exception {
        relay();

        List<Api.Answer> answers = Together.call(8, i -> accept(i % 2 == 0 ? FIRST : SECOND));

        long winner = state().number("deviceId");
        assertThat(state().text("status")).isEqualTo("ACCEPTED");
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .hasSize(4)
                .allMatch(answer -> answer.number("deviceId") == winner);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(4);
        assertThat(accept(winner).status()).isEqualTo(200);
        assertThat(accept(winner == FIRST ? SECOND : FIRST).status()).isEqualTo(409);
        assertThat(relay().text("status")).isEqualTo("ACCEPTED");
        assertThat(devices.timesSent(order)).isEqualTo(1);
    }

    @Test
    void canBeAcceptedByADeviceThatAnsweredTooLate() {
        devices.failAll();
        relay();

        Api.Answer accepted = accept(FIRST);

        assertThat(accepted.text("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void isAcceptedByTheShopsDevicesOnly() {
        assertThat(accept(FIRST).status()).isEqualTo(404);
        relay();

        assertThat(accept(1).text("detail")).isEqualTo("Shop 901 has no device 1.");
        assertThat(state().text("status")).isEqualTo("SENT");
    }

    @Test
    void listsAndChangesDevices() {
        JsonNode before = ruby.api().get(SHOP + "/devices").json();

        Api.Answer off = ruby.api().put(SHOP + "/devices/" + FIRST, Map.of("active", false));

        assertThat(before.size()).isEqualTo(3);
        assertThat(before.get(0).path("id").asLong()).isEqualTo(OFF);
        assertThat(before.get(1).path("type").asString()).isEqualTo("PUSH");
        assertThat(off.json().path("active").asBoolean(true)).isFalse();
        assertThat(off.text("url")).isEqualTo("/devices/9001/orders");
        relay();
        assertThat(state().number("deviceId")).isEqualTo(SECOND);
        ruby.api().put(SHOP + "/devices/" + FIRST, Map.of("active", true));
        assertThat(ruby.api().put(SHOP + "/devices/1", Map.of("priority", 3)).status())
                .isEqualTo(404);
        assertThat(ruby.api()
                        .put(SHOP + "/devices/" + FIRST, Map.of("url", "ftp://x"))
                        .status())
                .isEqualTo(400);
    }
}
