package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkouts that relay, in one process and over HTTP at a second monolith's relay. */
class RelaySeamIT {

    private static ShopDevices devices;
    private static RunningRuby inProcess;
    private static RunningRuby overHttp;

    @BeforeAll
    static void start() {
        devices = new ShopDevices();
        inProcess = new RunningRuby(
                "--ruby.relay.mode=in-process",
                "--ruby.relay.devices-url=" + devices.url(),
                "--ruby.relay.sweep-every=200ms",
                "--ruby.relay.sweep-after=1s");
        overHttp = new RunningRuby(
                "--ruby.relay.mode=http",
                "--ruby.relay.urls=http://127.0.0.1:1," + inProcess.url(),
                "--ruby.relay.sweep-every=200ms",
                "--ruby.relay.sweep-after=1s");
        // Its orders' ids are to be told from the other's.
        overHttp.sql().sql("ALTER TABLE orders AUTO_INCREMENT = 5001").update();
    }

    @AfterAll
    static void stop() {
        overHttp.close();
        inProcess.close();
        devices.close();
    }

    @BeforeEach
    void takeEverything() {
        devices.takeEverything();
    }

    private static String state(long order) {
        return inProcess
                .api()
                .get("/api/relay/shops/" + inProcess.openShop() + "/orders/" + order)
                .text("status");
    }

    @Test
    void relaysWhatIsCreated() {
        Api.Answer order = inProcess.order(3);

        assertThat(order.text("status")).isEqualTo("CREATED");
        assertThat(state(order.number("id"))).isEqualTo("SENT");
        assertThat(devices.timesSent(order.number("id"))).isEqualTo(1);
    }

    @Test
    void createsOrdersWhoseShopCannotBeReachedAndSendsThemLater() {
        devices.failAll();
        Api.Answer order = inProcess.order(3);
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("status")).isEqualTo("CREATED");
        assertThat(state(order.number("id"))).isEqualTo("FAILED");

        devices.takeEverything();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(order.number("id"))).isEqualTo("SENT"));
    }

    @Test
    void relaysElsewhereOverHttp() {
        Api.Answer order = overHttp.order(3);

        assertThat(order.text("status")).isEqualTo("CREATED");
        assertThat(state(order.number("id"))).isEqualTo("SENT");
        assertThat(overHttp.number("SELECT COUNT(*) FROM order_relays")).isZero();
    }

    @Test
    void sweepsOverHttpWhatNobodyRelayed() {
        overHttp.sql()
                .sql("INSERT INTO orders (ord_no, mem_no, shop_no, ord_stat, tot_amt, reg_dt)"
                        + " VALUES (9001, 3, ?, 'N', 9000, ?)")
                .params(inProcess.openShop(), LocalDateTime.now(ZoneId.systemDefault()))
                .update();
        overHttp.sql()
                .sql("INSERT INTO order_items (item_no, ord_no, menu_no, menu_nm, price, qty)"
                        + " VALUES (90001, 9001, 1, '떡볶이', 9000, 1)")
                .update();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(9001)).isEqualTo("SENT"));
        assertThat(devices.timesSent(9001)).isEqualTo(1);
    }

    @Test
    void leavesOldAndFinishedOrdersAlone() {
        assertThat(inProcess.number("SELECT COUNT(*) FROM order_relays WHERE ord_no <= 40"))
                .isZero();
    }
}
