package dev.banyan.order.book;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads orders. Nothing is cached: a synchroniser may write the same tables at any time. */
@Component
public final class Orders {

    private final JdbcClient jdbc;

    Orders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Order> find(long id) {
        return jdbc
                .sql(OrderRow.select("customer_order", "WHERE o.id = ? ORDER BY l.id"))
                .param(id)
                .query(Orders::read)
                .stream()
                .findFirst();
    }

    public Optional<Order> findByKey(long memberId, String key) {
        return jdbc
                .sql(OrderRow.select("customer_order", "WHERE o.member_id = ? AND o.idempotency_key = ? ORDER BY l.id"))
                .params(memberId, key)
                .query(Orders::read)
                .stream()
                .findFirst();
    }

    /** A member's orders, newest first. */
    public List<Order> newestOf(long memberId, int limit) {
        return jdbc.sql(OrderRow.select(
                        "(SELECT * FROM customer_order WHERE member_id = ? ORDER BY placed_at DESC, id DESC LIMIT ?)",
                        "ORDER BY o.placed_at DESC, o.id DESC, l.id"))
                .params(memberId, limit)
                .query(Orders::read);
    }

    /** Whether the member has ordered before. */
    public boolean anyOf(long memberId) {
        return jdbc.sql("SELECT 1 FROM customer_order WHERE member_id = ? LIMIT 1")
                .param(memberId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Those of them of whose payment something has been heard. */
    public List<Long> heardOf(Collection<Long> orderIds) {
        return orderIds.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "SELECT order_id FROM order_process WHERE order_id IN (:ids) AND payment_state <> 'REQUESTED'")
                        .param("ids", orderIds)
                        .query(Long.class)
                        .list();
    }

    private static List<Order> read(ResultSet rows) throws SQLException {
        Map<Long, Order> orders = new LinkedHashMap<>();
        Map<Long, List<OrderLine>> lines = new HashMap<>();
        while (rows.next()) {
            long id = rows.getLong("id");
            if (!orders.containsKey(id)) {
                orders.put(id, OrderRow.order(rows));
            }
            OrderRow.line(rows).ifPresent(lines.computeIfAbsent(id, first -> new ArrayList<>())::add);
        }
        return orders.values().stream()
                .map(order -> order.withLines(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }
}
