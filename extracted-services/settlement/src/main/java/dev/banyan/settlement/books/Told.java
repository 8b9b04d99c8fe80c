package dev.banyan.settlement.books;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has been told, by the feed, by events or by both: kept as it was first told. Finds the facts in it that are not yet booked. */
@Component
final class Told {

    private static final int ROWS_AT_ONCE = 1000;
    private static final String STAYS = " ON DUPLICATE KEY UPDATE heard = heard OR VALUES(heard)";
    private static final String NOT_BOOKED = " LEFT JOIN fact f ON f.kind = '%s' AND f.document_id = %s ";

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;

    Told(JdbcTemplate batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    void keepOrders(Teller teller, Collection<DeliveredOrder> orders) {
        batches.batchUpdate(
                "INSERT INTO delivered_order (order_id, shop_id, amount, day, heard) VALUES (?, ?, ?, ?, ?)" + STAYS,
                orders,
                ROWS_AT_ONCE,
                (row, order) -> {
                    row.setLong(1, order.orderId());
                    row.setLong(2, order.shopId());
                    row.setLong(3, order.amount());
                    row.setObject(4, order.day());
                    row.setBoolean(5, teller == Teller.EVENT);
                });
    }

    void keepRefunds(Teller teller, Collection<RefundedPayment> refunds) {
        batches.batchUpdate(
                "INSERT INTO refunded_payment (payment_id, order_id, amount, day, heard) VALUES (?, ?, ?, ?, ?)"
                        + STAYS,
                refunds,
                ROWS_AT_ONCE,
                (row, refund) -> {
                    row.setLong(1, refund.paymentId());
                    row.setLong(2, refund.orderId());
                    row.setLong(3, refund.amount());
                    row.setObject(4, refund.day());
                    row.setBoolean(5, teller == Teller.EVENT);
                });
    }

    List<Fact> unbookedSales(List<Long> orderIds) {
        return facts(
                Fact.Kind.SALE,
                "SELECT d.order_id AS document_id, d.order_id, d.shop_id, d.amount, d.day FROM delivered_order d"
                        + NOT_BOOKED.formatted("SALE", "d.order_id")
                        + "WHERE f.document_id IS NULL AND d.order_id IN (:ids)",
                orderIds);
    }

    /** Refunds by these payments whose orders were delivered. */
    List<Fact> unbookedRefunds(List<Long> paymentIds) {
        return refunds("r.payment_id IN (:ids)", paymentIds);
    }

    /** Refunds that were told of before their orders were. */
    List<Fact> unbookedRefundsOfOrders(List<Long> orderIds) {
        return refunds("r.order_id IN (:ids)", orderIds);
    }

    private List<Fact> refunds(String which, List<Long> ids) {
        return facts(
                Fact.Kind.REFUND,
                "SELECT r.payment_id AS document_id, r.order_id, d.shop_id, r.amount, r.day FROM refunded_payment r"
                        + " JOIN delivered_order d ON d.order_id = r.order_id"
                        + NOT_BOOKED.formatted("REFUND", "r.payment_id")
                        + "WHERE f.document_id IS NULL AND " + which,
                ids);
    }

    private List<Fact> facts(Fact.Kind kind, String sql, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(sql)
                .param("ids", ids)
                .query((row, n) -> new Fact(
                        kind,
                        row.getLong("document_id"),
                        row.getLong("order_id"),
                        row.getLong("shop_id"),
                        row.getLong("amount"),
                        row.getObject("day", LocalDate.class)))
                .list();
    }

    void forgetTheFeed() {
        jdbc.sql("DELETE FROM delivered_order WHERE heard = FALSE").update();
        jdbc.sql("DELETE FROM refunded_payment WHERE heard = FALSE").update();
    }
}
