package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that pay over HTTP: here at a second monolith's payment API, on a database of its own. */
class HttpSeamIT {

    private static RunningRuby payments;
    private static RunningRuby ruby;

    @BeforeAll
    static void start() {
        payments = new RunningRuby();
        ruby = new RunningRuby(
                "--ruby.payments.mode=http", "--ruby.payments.urls=http://127.0.0.1:1," + payments.url());
        // The other database knows the orders to come, as a synchronised one would.
        for (int order = 41; order < 60; order++) {
            payments.sql()
                    .sql("INSERT INTO orders (ord_no, mem_no, ord_stat, paid_amt) VALUES (?, 3, 'W', 0)")
                    .param(order)
                    .update();
        }
    }

    @AfterAll
    static void stop() {
        ruby.close();
        payments.close();
    }

    @Test
    void paysAndRefundsThere() {
        Object body = Map.of(
                "shopId", ruby.openShop(),
                "items", List.of(Map.of("menuId", ruby.menu(), "qty", 1)),
                "method", "CARD");

        Api.Answer order = ruby.api().as(3).key("seam-1").post("/api/orders", body);

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.number("paidAmount")).isEqualTo(order.number("totalAmount"));
        assertThat(payments.chargesAsked()).isEqualTo(1);
        assertThat(ruby.chargesAsked()).isZero();

        Api.Answer cancelled = ruby.api().post("/api/orders/" + order.number("id") + "/cancel", null);

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.number("paidAmount")).isZero();
        assertThat(payments.refundsAsked()).isEqualTo(1);
    }
}
