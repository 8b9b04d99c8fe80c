package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderIT {

    private static RunningRuby ruby;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        ruby = new RunningRuby();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    @BeforeEach
    void approve() {
        ruby.approveEverything();
    }

    private Api.Answer order(int quantity) {
        return ruby.api().as(3).key(key).post("/api/orders", body(quantity));
    }

    private static Map<String, Object> body(int quantity) {
        return Map.of(
                "shopId",
                ruby.openShop(),
                "items",
                List.of(Map.of("menuId", ruby.menu(), "qty", quantity)),
                "method",
                "KAKAO_PAY",
                "memo",
                "문 앞에 놓아주세요 🙏");
    }

    private static Api.Answer command(Api.Answer order, String command) {
        return ruby.api().post("/api/orders/" + order.number("id") + "/" + command, null);
    }

    @Test
    void placesAndPaysAnOrder() {
        Api.Answer order = order(2);

        long price = ruby.number("SELECT price FROM menus WHERE menu_no = " + ruby.menu());
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("status")).isEqualTo("CREATED");
        assertThat(order.number("totalAmount")).isEqualTo(2 * price);
        assertThat(order.number("paidAmount")).isEqualTo(2 * price);
        assertThat(order.number("memberId")).isEqualTo(3);
        Api.Answer payment = ruby.api().as(3).get("/api/payments/" + order.number("paymentId"));
        assertThat(payment.number("orderId")).isEqualTo(order.number("id"));
        assertThat(payment.text("method")).isEqualTo("KAKAO_PAY");
        Api.Answer stored = ruby.api().get("/api/orders/" + order.number("id"));
        assertThat(stored.json()).isEqualTo(order.json());
        assertThat(stored.text("memo")).isEqualTo("문 앞에 놓아주세요 🙏");
        assertThat(ruby.number("SELECT COUNT(*) FROM payments WHERE idem_key = 'ord-" + order.number("id") + "'"))
                .isEqualTo(1);
    }

    @Test
    void answersARepeatedRequestFromTheStoredOrder() {
        Api.Answer first = order(1);

        Api.Answer again = order(1);
        Api.Answer other = order(2);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(422);
        assertThat(ruby.chargesAsked()).isEqualTo(1);
    }

    @Test
    void cancelsAnOrderWhosePaymentIsDeclined() {
        ruby.declineEverything();

        Api.Answer first = order(1);
        Api.Answer again = order(1);

        assertThat(List.of(first.status(), again.status())).containsOnly(402);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(ruby.sql()
                        .sql("SELECT CONCAT(ord_stat, cncl_cd) FROM orders WHERE idem_key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .isEqualTo("CPD");
    }

    @Test
    void goesOnWithAnOrderWhosePaymentFailed() {
        ruby.brokenGateway();
        Api.Answer failed = order(1);
        ruby.approveEverything();

        Api.Answer again = order(1);

        assertThat(failed.status()).isEqualTo(502);
        assertThat(again.text("status")).isEqualTo("CREATED");
        assertThat(ruby.number("SELECT COUNT(*) FROM orders WHERE idem_key = '" + key + "'"))
                .isEqualTo(1);
    }

    @Test
    void isAcceptedThenDeliveredAndRepeatingIsNoMistake() {
        Api.Answer order = order(1);

        assertThat(command(order, "deliver").status()).isEqualTo(409);
        assertThat(command(order, "accept").text("status")).isEqualTo("ACCEPTED");
        assertThat(command(order, "accept").text("status")).isEqualTo("ACCEPTED");
        assertThat(command(order, "deliver").text("status")).isEqualTo("DELIVERED");
        assertThat(command(order, "cancel").status()).isEqualTo(409);
    }

    @Test
    void refundsOnCancel() {
        Api.Answer order = order(1);

        Api.Answer cancelled = command(order, "cancel");
        Api.Answer again = command(order, "cancel");

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.number("paidAmount")).isZero();
        assertThat(again.json()).isEqualTo(cancelled.json());
        assertThat(ruby.refundsAsked()).isEqualTo(1);
        assertThat(ruby.number("SELECT paid_amt FROM orders WHERE ord_no = " + order.number("id")))
                .isZero();
    }

    @Test
    void refundsWhenCancelIsRepeatedAfterAFailedRefund() {
        Api.Answer order = order(1);
        ruby.brokenGateway();
        Api.Answer failed = command(order, "cancel");
        ruby.approveEverything();

        Api.Answer again = command(order, "cancel");

        assertThat(failed.status()).isEqualTo(502);
        assertThat(again.status()).isEqualTo(200);
        assertThat(ruby.refundsAsked()).isEqualTo(1);
    }

    @Test
    void listsAMembersOrdersNewestFirst() {
        Api.Answer order = order(1);

        Api.Answer list = ruby.api().get("/api/members/3/orders?limit=5");

        assertThat(list.json().get(0)).isEqualTo(order.json());
        assertThat(list.json().size()).isBetween(1, 5);
    }

    @Test
    void refusesWhatCannotBeOrdered() {
        Api api = ruby.api().as(3).key(key);
        Object soldElsewhere = List.of(Map.of("menuId", 999_999, "qty", 1));

        assertThat(api.post("/api/orders", Map.of("shopId", 999_999, "items", soldElsewhere, "method", "CARD"))
                        .text("detail"))
                .isEqualTo("There is no shop 999999.");
        assertThat(api.post("/api/orders", Map.of("shopId", ruby.openShop(), "items", soldElsewhere, "method", "CARD"))
                        .text("detail"))
                .contains("has no menu 999999");
        assertThat(api.post("/api/orders", Map.of("shopId", 1, "items", List.of(), "method", "CARD"))
                        .status())
                .isEqualTo(400);
        assertThat(ruby.api().as(999_999).key(key).post("/api/orders", body(1)).text("detail"))
                .isEqualTo("There is no member 999999.");
        assertThat(ruby.api().get("/api/orders/999999").status()).isEqualTo(404);
        assertThat(ruby.chargesAsked()).isZero();
    }
}
