package dev.banyan.order.book;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return withLines(jdbc.sql(OrderRow.SELECT + "WHERE o.id = ?")
                        .param(id)
                        .query(OrderRow::read)
                        .list())
                .stream()
                .findFirst();
    }

    public Optional<Order> findByKey(long memberId, String key) {
        return withLines(jdbc.sql(OrderRow.SELECT + "WHERE o.member_id = ? AND o.idempotency_key = ?")
                        .params(memberId, key)
                        .query(OrderRow::read)
                        .list())
                .stream()
                .findFirst();
    }

    /** A member's orders, newest first. */
    public List<Order> newestOf(long memberId, int limit) {
        return withLines(
                jdbc.sql(OrderRow.SELECT + "WHERE o.member_id = ? ORDER BY o.placed_at DESC, o.id DESC LIMIT ?")
                        .params(memberId, limit)
                        .query(OrderRow::read)
                        .list());
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

    private List<Order> withLines(List<Order> orders) {
        if (orders.isEmpty()) {
            return orders;
        }
        Map<Long, List<OrderLine>> lines = new HashMap<>();
        jdbc.sql("SELECT order_id, menu_id, menu_name, unit_price, quantity FROM order_line WHERE order_id IN (:ids)"
                        + " ORDER BY id")
                .param("ids", orders.stream().map(Order::id).toList())
                .query(row -> {
                    lines.computeIfAbsent(row.getLong("order_id"), id -> new ArrayList<>())
                            .add(new OrderLine(
                                    row.getObject("menu_id", Long.class),
                                    row.getString("menu_name"),
                                    Objects.requireNonNullElse(row.getBigDecimal("unit_price"), BigDecimal.ZERO),
                                    row.getInt("quantity")));
                });
        return orders.stream()
                .map(order -> order.withLines(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }
}
