package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SettlementIT {

    private static RunningRuby ruby;

    @BeforeAll
    static void start() {
        ruby = new RunningRuby();
        ruby.sql()
                .sql("INSERT INTO orders (ord_no, mem_no, shop_no, ord_stat, tot_amt, paid_amt, reg_dt) VALUES"
                        + " (1001, 1, 1, 'D', 10009, 0, '2017-04-01 00:00:00'),"
                        + " (1003, 2, 1, 'D', 20006, 0, '2017-04-01 23:59:59'),"
                        + " (1005, 3, 1, 'C', 50000, 0, '2017-04-01 12:00:00')," // cancelled, and paid back
                        + " (1007, 3, 1, 'A', 60000, 0, '2017-04-01 12:00:00')," // not delivered yet
                        + " (1009, 4, 2, 'D', 15000, 0, '2017-04-01 12:00:00'),"
                        + " (1011, 4, 1, 'D', 30000, 0, '2017-04-02 00:00:00')")
                .update();
        ruby.sql()
                .sql("INSERT INTO payments (pay_no, mem_no, ord_no, pay_amt, pay_stat, rfnd_dt) VALUES"
                        + " (10001, 1, 1001, 10009, 'C', '2017-04-02 09:00:00')," // paid back the day after
                        + " (10003, 2, 1003, 20006, 'A', NULL),"
                        + " (10005, 3, 1005, 50000, 'C', '2017-04-01 12:30:00'),"
                        + " (10009, 4, 1009, 15000, 'C', '2017-04-03 10:00:00')")
                .update();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    private static String close(String day) {
        return ruby.api()
                .post("/api/settlements/close?day=" + day, null)
                .response()
                .body();
    }

    private static String days(long shop, String from, String to) {
        return ruby.api()
                .get("/api/settlements/shops/" + shop + "?from=" + from + "&to=" + to)
                .response()
                .body();
    }

    private static String row(String day, int orders, int sales, int refunds, int fee, int payout) {
        return "{\"day\":\"%s\",\"orders\":%d,\"sales\":%d,\"refunds\":%d,\"fee\":%d,\"payout\":%d}"
                .formatted(day, orders, sales, refunds, fee, payout);
    }

    @Test
    void paysWhatWasDeliveredLessRefundsLessTheFee() {
        String first = close("2017-04-01");
        close("2017-04-02");
        close("2017-04-03");

        // 6.8 % of 30015 is 2041.02; of 30000 - 10009 it is 1359.388
        assertThat(first)
                .isEqualTo("{\"day\":\"2017-04-01\",\"shops\":2,\"orders\":3,\"payout\":%d}"
                        .formatted(30_015 - 2_041 + 15_000 - 1_020));
        assertThat(days(1, "2017-04-01", "2017-04-02"))
                .isEqualTo("[" + row("2017-04-01", 2, 30_015, 0, 2_041, 27_974) + ","
                        + row("2017-04-02", 1, 30_000, 10_009, 1_359, 18_632) + "]");
        assertThat(days(1, "2017-04-02", "2017-04-02")).startsWith("[{\"day\":\"2017-04-02\"");
        assertThat(days(2, "2017-04-03", "2017-04-30"))
                .isEqualTo("[" + row("2017-04-03", 0, 0, 15_000, 0, -15_000) + "]");
    }

    @Test
    void reckonsADayAnewWhenItIsClosedAgain() throws Exception {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        long order = ruby.deliveredOrder(6);
        String once = close(today.toString());
        assertThat(days(ruby.openShop(), today.toString(), today.toString())).contains("\"orders\":1");
        ruby.deliveredOrder(6);

        Together.call(4, i -> close(today.toString()));

        assertThat(close(today.toString())).isNotEqualTo(once).contains("\"shops\":1,\"orders\":2");
        assertThat(ruby.number("SELECT COUNT(*) FROM settlements WHERE stl_dt = '" + today + "'"))
                .isEqualTo(1);
        assertThat(order).isPositive();
    }

    @Test
    void settlesEverySeededDayToTheSum() {
        List<String> days = ruby.sql()
                .sql(
                        "SELECT DISTINCT CAST(DATE(reg_dt) AS CHAR) FROM orders WHERE ord_no <= 40"
                                + " UNION SELECT CAST(DATE(rfnd_dt) AS CHAR) FROM payments WHERE ord_no <= 40 AND rfnd_dt IS NOT NULL")
                .query(String.class)
                .list();

        days.forEach(SettlementIT::close);

        assertThat(ruby.number("SELECT SUM(sale_amt) - SUM(rfnd_amt) FROM settlements WHERE stl_dt < '2017-01-01'"))
                .isEqualTo(ruby.number("SELECT SUM(tot_amt) FROM orders WHERE ord_no <= 40 AND ord_stat = 'D'"));
        assertThat(ruby.number("SELECT COUNT(*) FROM settlements WHERE pay_amt <> sale_amt - rfnd_amt - fee_amt"))
                .isZero();
    }

    @Test
    void refusesDaysThatAreNone() {
        String tomorrow = LocalDate.now(ZoneId.systemDefault()).plusDays(1).toString();

        assertThat(ruby.api()
                        .post("/api/settlements/close?day=" + tomorrow, null)
                        .status())
                .isEqualTo(400);
        assertThat(ruby.api()
                        .post("/api/settlements/close?day=2017-02-30", null)
                        .status())
                .isEqualTo(400);
        assertThat(ruby.api().post("/api/settlements/close", null).status()).isEqualTo(400);
        assertThat(ruby.api()
                        .get("/api/settlements/shops/1?from=2017-01-02&to=2017-01-01")
                        .status())
                .isEqualTo(400);
    }
}
