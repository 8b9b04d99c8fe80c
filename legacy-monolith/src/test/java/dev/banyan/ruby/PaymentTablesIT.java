package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database does by itself: triggers and the stored procedure. */
class PaymentTablesIT {

    private static RunningRuby ruby;

    @BeforeAll
    static void start() {
        ruby = new RunningRuby("--ruby.seed.orders=500");
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    private static void run(String sql) {
        ruby.sql().sql(sql).update();
    }

    private static long paidOn(long order) {
        return ruby.number("SELECT paid_amt FROM orders WHERE ord_no = " + order);
    }

    private static long ordersWithAWrongTotal() {
        return ruby.number("SELECT COUNT(*) FROM orders o WHERE paid_amt <> (SELECT COALESCE(SUM(pay_amt), 0)"
                + " FROM payments p WHERE p.ord_no = o.ord_no AND pay_stat = 'A')");
    }

    @Test
    void totalsFollowEveryChangeOfAPayment() {
        long one = paidOn(1);
        long two = paidOn(2);

        run("INSERT INTO payments (pay_no, mem_no, ord_no, pay_amt, pay_stat) VALUES (100001, 1, 1, 700, 'P')");
        assertThat(paidOn(1)).isEqualTo(one);
        run("UPDATE payments SET pay_stat = 'A' WHERE pay_no = 100001");
        assertThat(paidOn(1)).isEqualTo(one + 700);
        run("UPDATE payments SET memo = '그대로' WHERE pay_no = 100001");
        assertThat(paidOn(1)).isEqualTo(one + 700);
        run("UPDATE payments SET pay_amt = 900 WHERE pay_no = 100001");
        assertThat(paidOn(1)).isEqualTo(one + 900);
        run("UPDATE payments SET ord_no = 2 WHERE pay_no = 100001");
        assertThat(paidOn(1)).isEqualTo(one);
        assertThat(paidOn(2)).isEqualTo(two + 900);
        run("UPDATE payments SET pay_stat = 'C' WHERE pay_no = 100001");
        assertThat(paidOn(2)).isEqualTo(two);
        run(
                "INSERT INTO payments (pay_no, ord_no, pay_amt, pay_stat) VALUES (100003, 1, 50, 'A'), (100005, 1, 60, 'A')");
        assertThat(paidOn(1)).isEqualTo(one + 110);
        run("DELETE FROM payments WHERE pay_no >= 100001");
        assertThat(paidOn(1)).isEqualTo(one);
        assertThat(ordersWithAWrongTotal()).isZero();
    }

    @Test
    void correctionFillsMethodsAndAddsARowOfItsOwn() {
        long missing = ruby.number("SELECT COUNT(*) FROM payments WHERE pay_mthd IS NULL");
        long rows = ruby.number("SELECT COUNT(*) FROM payments");

        Api.Answer answer = ruby.api().post("/admin/batch/payment-correction?limit=10", null);

        assertThat(answer.response().body()).isEqualTo("{\"updated\":10,\"inserted\":1}");
        assertThat(ruby.number("SELECT COUNT(*) FROM payments WHERE pay_mthd IS NULL"))
                .isEqualTo(missing - 10);
        assertThat(ruby.number("SELECT COUNT(*) FROM payments WHERE pay_mthd = 'CD' AND memo LIKE '결제수단 보정 🔧%'"))
                .isEqualTo(10);
        assertThat(ruby.number("SELECT COUNT(*) FROM payments p JOIN members m USING (mem_no)"
                        + " WHERE p.idem_key LIKE 'CORR-%' AND pay_mthd = 'CA' AND pay_stat = 'A' AND pay_amt = 0"))
                .isEqualTo(1);
        assertThat(ruby.number("SELECT COUNT(*) FROM payments")).isEqualTo(rows + 1);
        assertThat(ordersWithAWrongTotal()).isZero();
    }

    @Test
    void correctionRefusesANegativeLimit() {
        assertThat(ruby.api()
                        .post("/admin/batch/payment-correction?limit=-1", null)
                        .status())
                .isEqualTo(400);
    }
}
