package dev.banyan.order;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.testing.Answer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a migration runs: orders that another may own, and orders that came from the monolith. */
class OwnerIT {

    private final WireMockServer proxies =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        proxies.start();
        proxies.stubFor(post(urlPathMatching("/api/orders/[0-9]+/settle")).willReturn(okJson("{}")));
    }

    @AfterEach
    void stop() {
        proxies.stop();
    }

    @Test
    void whatIsDueGoesToTheOwnerAndIsNotWrittenHere() {
        try (OrderUnderTest service = OrderUnderTest.start(
                "--orders.answer-within=300ms",
                "--orders.pay-within=2s",
                "--timer.through=" + proxies.baseUrl(),
                "--timer.call-timeout=1s")) {
            service.payments.answer(TestPayments.Answer.NONE);
            Answer accepted = service.place(1, UUID.randomUUID().toString(), OrderUnderTest.chicken());
            long order = accepted.json().get("id").longValue();

            service.payments.approve(order);

            await().untilAsserted(() -> assertThat(settlesAsked(order)).isEqualTo(1));
            assertThat(service.status(order)).isEqualTo("PENDING_PAYMENT");
            assertThat(service.command(order, "settle").json().get("status").stringValue())
                    .isEqualTo("CREATED");
        }
    }

    @Test
    void aRequestThatWaitsSettlesItsOrderItself() {
        try (OrderUnderTest service =
                OrderUnderTest.start("--timer.through=" + proxies.baseUrl(), "--timer.call-timeout=1s")) {
            long order = service.order();

            assertThat(service.status(order)).isEqualTo("CREATED");
            assertThat(settlesAsked(order)).isZero();
        }
    }

    @Test
    void ordersOfTheMonolithGoOnHere() {
        try (OrderUnderTest service = OrderUnderTest.start()) {
            fromRuby(service, 101, "CREATED", "NULL", 7001, "k-101");
            fromRuby(service, 103, "PENDING_PAYMENT", "NULL", null, "k-103");
            fromRuby(service, 105, "CANCELLED", "'PAYMENT_DECLINED'", null, "k-105");

            assertThat(service.http()
                            .get("/api/orders/101")
                            .json()
                            .get("paidAmount")
                            .longValue())
                    .isEqualTo(9_000);
            assertThat(service.command(101, "cancel").json().get("paidAmount").longValue())
                    .isZero();
            assertThat(service.city.refundsAsked(101)).isEqualTo(1);
            assertThat(service.place(1, "k-105", OrderUnderTest.chicken()).status())
                    .isEqualTo(402);
            Answer adopted = service.place(1, "k-103", OrderUnderTest.chicken());
            assertThat(adopted.status()).isEqualTo(200);
            assertThat(adopted.json().get("status").stringValue()).isEqualTo("CREATED");
            assertThat(service.facts(103)).containsExactly("OrderPaymentRequested", "OrderCreated");
        }
    }

    @Test
    void aRequestThatCancelsIsTheFirstToAskForTheRefund() {
        try (OrderUnderTest service = OrderUnderTest.start("--timer.poll=1ms")) {
            for (int i = 0; i < 20; i++) {
                long order = service.order();

                assertThat(service.command(order, "cancel")
                                .json()
                                .get("paidAmount")
                                .longValue())
                        .isZero();
                assertThat(service.city.refundsAsked(order)).isEqualTo(1);
            }
        }
    }

    private int settlesAsked(long order) {
        return proxies.countRequestsMatching(postRequestedFor(urlEqualTo("/api/orders/" + order + "/settle"))
                        .withHeader("X-Member-Id", equalTo("1"))
                        .build())
                .getCount();
    }

    /** A row as a synchroniser brings it. */
    private static void fromRuby(
            OrderUnderTest service, long id, String status, String cancelKind, @Nullable Integer payment, String key) {
        service.sql
                .sql("INSERT INTO customer_order (id, member_id, shop_id, status, cancel_kind, total_amount, currency,"
                        + " payment_id, idempotency_key, placed_at, updated_at) VALUES (?, 1, 1, ?, " + cancelKind
                        + ", 9000, 'KRW', ?, ?, '2018-11-01 12:00:00', '2018-11-01 12:00:00')")
                .params(Arrays.asList(id, status, payment, key))
                .update();
        service.sql
                .sql("INSERT INTO order_line (order_id, member_id, menu_id, menu_name, unit_price, currency, quantity)"
                        + " VALUES (?, 1, 11, '통닭', 9000, 'KRW', 1)")
                .param(id)
                .update();
    }
}
