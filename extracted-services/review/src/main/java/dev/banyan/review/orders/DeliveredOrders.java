package dev.banyan.review.orders;

import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table reviewable_order. An order that was delivered stays so: rows are added, and never taken away. */
@Component
public final class DeliveredOrders {

    private static final String SELECT = "SELECT order_id, member_id, shop_id FROM reviewable_order WHERE order_id = ?";
    private static final RowMapper<DeliveredOrder> ORDER = (row, number) ->
            new DeliveredOrder(row.getLong("order_id"), row.getLong("member_id"), row.getObject("shop_id", Long.class));

    private final JdbcClient jdbc;

    DeliveredOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes it down, however often it is told; a later word replaces an earlier one. Joins the caller's transaction. */
    public void note(DeliveredOrder order) {
        jdbc.sql("INSERT INTO reviewable_order (order_id, member_id, shop_id) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE member_id = VALUES(member_id), shop_id = VALUES(shop_id)")
                .params(order.id(), order.memberId())
                .param(order.shopId())
                .update();
    }

    Optional<DeliveredOrder> find(long id) {
        return jdbc.sql(SELECT).param(id).query(ORDER).optional();
    }

    /** The order, locked until the caller's transaction ends. */
    public Optional<DeliveredOrder> lock(long id) {
        return jdbc.sql(SELECT + " FOR UPDATE").param(id).query(ORDER).optional();
    }
}
