package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The change that comes before orders leave, made while the monolith serves; and orders that come back unpaid. */
class Schema2018IT {
    private static final String ITEMS_WITHOUT_A_MEMBER = "SELECT COUNT(*) FROM order_items i"
            + " JOIN orders o ON o.ord_no = i.ord_no WHERE NOT i.mem_no <=> o.mem_no";

    private final RunningRuby ruby = new RunningRuby();

    @AfterEach
    void stop() {
        ruby.close();
    }

    private Api.Answer change() {
        return ruby.api().post("/admin/schema/2018", null);
    }

    @Test
    void givesEachLineItsMemberBeforeAndAfter() {
        Api.Answer before = ruby.order(3);

        Api.Answer changed = change();
        Api.Answer after = ruby.order(4);

        assertThat(changed.number("applied")).isEqualTo(2);
        assertThat(changed.number("filled")).isPositive();
        assertThat(before.status()).isEqualTo(201);
        assertThat(after.status()).isEqualTo(201);
        assertThat(ruby.number(ITEMS_WITHOUT_A_MEMBER)).isZero();
    }

    @Test
    void givesEachKeywordItsShopBeforeAndAfterAndOrdersTheirsToo() {
        long before = ad("before");

        Api.Answer changed = ruby.api().post("/admin/schema/2018-12", null);
        long after = ad("after");
        ruby.api().put("/api/ads/" + before, Map.of("keywords", List.of("야식", "족발")));

        assertThat(changed.number("applied")).isEqualTo(5);
        assertThat(changed.number("filled")).isPositive();
        assertThat(ruby.number("SELECT COUNT(*) FROM ad_keywords k JOIN ads a ON a.ad_no = k.ad_no"
                        + " WHERE NOT k.shop_no <=> a.shop_no"))
                .isZero();
        assertThat(ruby.number("SELECT COUNT(*) FROM ad_keywords WHERE ad_no IN (" + before + ", " + after + ")"))
                .isEqualTo(3);
        assertThat(ruby.number(ITEMS_WITHOUT_A_MEMBER)).isZero();
        assertThat(ruby.api().post("/admin/schema/2018-12", null).number("applied"))
                .isZero();
    }

    private long ad(String key) {
        return ruby.api()
                .key(key)
                .post(
                        "/api/ads",
                        Map.of(
                                "shopId",
                                ruby.openShop(),
                                "type",
                                "LISTING",
                                "bid",
                                500,
                                "from",
                                "2018-12-01T00:00:00",
                                "keywords",
                                List.of("치킨")))
                .number("id");
    }

    @Test
    void isMadeOnceAndLeftToWhoeverStartsLater() {
        change();

        Api.Answer again = change();
        try (var later = RunningRuby.start(
                ruby.schema(), List.of("--ruby.gateway.url=" + ruby.gateway().baseUrl()))) {
            assertThat(later.isRunning()).isTrue();
        }

        assertThat(again.number("applied")).isZero();
        assertThat(again.number("filled")).isZero();
    }

    @Test
    void countsWhatIsPaidAndTakesRowsBeforeThoseThatTheyName() {
        change();
        Api.Answer order = ruby.order(3);
        long id = order.number("id");

        ruby.sql()
                .sql("INSERT INTO payments (mem_no, ord_no, pay_amt, pay_stat) VALUES (3, ?, 700, 'A')")
                .param(id)
                .update();
        ruby.sql()
                .sql("INSERT INTO payments (mem_no, ord_no, pay_amt, pay_stat) VALUES (3, 999999, 700, 'A')")
                .update();

        assertThat(ruby.api().get("/api/orders/" + id).number("paidAmount"))
                .isEqualTo(order.number("totalAmount") + 700);
        assertThat(ruby.number("SELECT paid_amt FROM orders WHERE ord_no = " + id))
                .isZero();
    }

    @Test
    void anOrderThatWasPaidElsewhereIsSettledByItsPayment() {
        change();
        long id = unpaid(100_001);

        Api.Answer early = ruby.api().post("/api/orders/" + id + "/settle", null);
        payment(id, "A");
        Api.Answer settled = ruby.api().post("/api/orders/" + id + "/settle", null);

        assertThat(early.status()).isEqualTo(409);
        assertThat(settled.text("status")).isEqualTo("CREATED");
        assertThat(settled.number("paidAmount")).isEqualTo(9_000);
        assertThat(ruby.api().post("/api/orders/" + id + "/settle", null).text("status"))
                .isEqualTo("CREATED");
    }

    @Test
    void anOrderWhosePaymentWasDeclinedElsewhereIsCancelled() {
        long id = unpaid(100_003);
        payment(id, "D");

        assertThat(ruby.api().post("/api/orders/" + id + "/settle", null).text("status"))
                .isEqualTo("CANCELLED");
    }

    private long unpaid(long id) {
        ruby.sql()
                .sql("INSERT INTO orders (ord_no, mem_no, shop_no, ord_stat, tot_amt, idem_key, reg_dt)"
                        + " VALUES (?, 3, ?, 'W', 9000, ?, NOW())")
                .params(id, ruby.openShop(), "k-" + id)
                .update();
        return id;
    }

    private void payment(long order, String status) {
        ruby.sql()
                .sql("INSERT INTO payments (mem_no, ord_no, pay_amt, pay_stat, idem_key) VALUES (3, ?, 9000, ?, ?)")
                .params(order, status, "ord-" + order)
                .update();
    }
}
