package dev.banyan.playbooks.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An order as its owner has it. */
record OrderRow(
        long id,
        @Nullable Long member,
        @Nullable Long shop,
        @Nullable String status,
        @Nullable Long total,
        @Nullable Long payment,
        @Nullable String key) {

    static final String SERVICE = "SELECT id AS ord_no, member_id AS mem_no, shop_id AS shop_no,"
            + " CAST(total_amount AS SIGNED) AS tot_amt, payment_id AS pay_no, idempotency_key AS idem_key, status"
            + " FROM customer_order WHERE idempotency_key IS NOT NULL";
    static final String RUBY = "SELECT ord_no, mem_no, shop_no, tot_amt, pay_no, idem_key, CASE ord_stat WHEN 'W' THEN"
            + " 'PENDING_PAYMENT' WHEN 'N' THEN 'CREATED' WHEN 'A' THEN 'ACCEPTED' WHEN 'D' THEN 'DELIVERED'"
            + " WHEN 'C' THEN 'CANCELLED' END AS status FROM orders WHERE idem_key IS NOT NULL";

    static OrderRow of(ResultSet row) throws SQLException {
        return new OrderRow(
                row.getLong("ord_no"),
                row.getObject("mem_no", Long.class),
                row.getObject("shop_no", Long.class),
                row.getString("status"),
                row.getObject("tot_amt", Long.class),
                row.getObject("pay_no", Long.class),
                row.getString("idem_key"));
    }
}
