package dev.banyan.ruby.order;

import dev.banyan.ruby.schema.Schema;
import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code orders} and {@code order_items}. Each method is one short transaction. */
@Component
final class OrderRows {

    private static final String SELECT = "SELECT o.ord_no, o.mem_no, o.shop_no, o.ord_stat, o.cncl_cd, o.tot_amt,"
            + " (SELECT COALESCE(SUM(p.pay_amt), 0) FROM payments p WHERE p.ord_no = o.ord_no AND p.pay_stat = 'A')"
            + " AS paid_amt, o.pay_no, o.req_memo, o.reg_dt, r.rev_no, r.star, r.body, r.own_rply"
            + " FROM orders o LEFT JOIN reviews r ON r.ord_no = o.ord_no AND r.show_yn = 'Y' ";

    private static final RowMapper<Order> ORDER = (row, n) -> new Order(
            row.getLong("ord_no"),
            row.getObject("mem_no", Long.class),
            row.getObject("shop_no", Long.class),
            OrderStatus.of(row.getString("ord_stat")),
            row.getLong("tot_amt"),
            row.getLong("paid_amt"),
            row.getObject("pay_no", Long.class),
            row.getString("req_memo"),
            row.getObject("reg_dt", LocalDateTime.class),
            CancelReason.of(row.getString("cncl_cd")),
            row.getObject("rev_no") == null
                    ? null
                    : new Order.Review(
                            row.getLong("rev_no"),
                            row.getInt("star"),
                            row.getString("body"),
                            row.getString("own_rply")),
            List.of());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WallTime clock;
    private final Schema schema;

    OrderRows(Queries queries, TransactionTemplate transaction, WallTime clock, Schema schema) {
        this.schema = schema;
        this.jdbc = queries.of("orders");
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A payment that is approved, or else declined. */
    record Settled(long paymentId, long amount, boolean approved) {}

    Optional<Order> find(long id) {
        return jdbc.sql(SELECT + "WHERE o.ord_no = ?")
                .param(id)
                .query(ORDER)
                .optional()
                .map(this::withItems);
    }

    Optional<Order> findByKey(long memberId, String key) {
        return jdbc.sql(SELECT + "WHERE o.mem_no = ? AND o.idem_key = ?")
                .params(memberId, key)
                .query(ORDER)
                .optional()
                .map(this::withItems);
    }

    /** Newest first. */
    List<Order> newestOf(long memberId, int limit) {
        List<Order> orders = jdbc.sql(SELECT + "WHERE o.mem_no = ? ORDER BY o.reg_dt DESC, o.ord_no DESC LIMIT ?")
                .params(memberId, limit)
                .query(ORDER)
                .list();
        Map<Long, List<Order.Item>> items =
                itemsOf(orders.stream().map(Order::id).toList());
        return orders.stream()
                .map(order -> order.withItems(items.getOrDefault(order.id(), List.of())))
                .toList();
    }

    /**
     * Inserts an order that waits for its payment and returns its id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the member used the key before
     * @throws org.springframework.dao.DataIntegrityViolationException when there is no such member
     */
    long insert(long memberId, String key, long shopId, @Nullable String memo, List<Order.Item> items) {
        LocalDateTime now = now();
        long total = items.stream()
                .mapToLong(item -> (long) item.price() * item.qty())
                .sum();
        return Objects.requireNonNull(Deadlocks.retry(() -> transaction.execute(status -> {
            var generated = new GeneratedKeyHolder();
            jdbc.sql("INSERT INTO orders"
                            + " (mem_no, shop_no, ord_stat, tot_amt, paid_amt, idem_key, req_memo, reg_dt, upd_dt)"
                            + " VALUES (?, ?, 'W', ?, 0, ?, ?, ?, ?)")
                    .params(Arrays.asList(memberId, shopId, total, key, memo, now, now))
                    .update(generated);
            long id = Objects.requireNonNull(generated.getKey()).longValue();
            for (Order.Item item : items) {
                insert(memberId, id, item);
            }
            return id;
        })));
    }

    private void insert(long memberId, long order, Order.Item item) {
        List<Object> values =
                new ArrayList<>(Arrays.asList(order, item.menuId(), item.name(), item.price(), item.qty()));
        boolean withMember = schema.itemsHaveMembers();
        if (withMember) {
            values.add(memberId);
        }
        jdbc.sql(
                        withMember
                                ? "INSERT INTO order_items (ord_no, menu_no, menu_nm, price, qty, mem_no) VALUES (?, ?, ?, ?, ?, ?)"
                                : "INSERT INTO order_items (ord_no, menu_no, menu_nm, price, qty) VALUES (?, ?, ?, ?, ?)")
                .params(values)
                .update();
    }

    /** Moves an order on; false when it is no longer where it was. */
    boolean move(long id, OrderStatus from, OrderStatus to, @Nullable CancelReason reason) {
        if (!from.canBecome(to)) {
            throw new IllegalArgumentException("Order " + id + " can't become " + to + " from " + from);
        }
        return write(
                        "UPDATE orders SET ord_stat = ?, cncl_cd = ?, upd_dt = ? WHERE ord_no = ? AND ord_stat = ?",
                        Arrays.asList(to.code, reason == null ? null : reason.code, now(), id, from.code))
                == 1;
    }

    /** Notes which payment settled an order. */
    void notePayment(long id, long paymentId) {
        write("UPDATE orders SET pay_no = ?, upd_dt = ? WHERE ord_no = ?", List.of(paymentId, now(), id));
    }

    private int write(String sql, List<?> params) {
        return Deadlocks.retry(() -> jdbc.sql(sql).params(params).update());
    }

    /** How the payment ended that an order was to be settled by: what payments say of it here, or by way of a synchroniser. */
    Optional<Settled> settledBy(Order order) {
        return jdbc.sql("SELECT pay_no, pay_amt, pay_stat FROM payments"
                        + " WHERE mem_no = ? AND idem_key = ? AND pay_stat IN ('A', 'D')")
                .params(Arrays.asList(order.memberId(), "ord-" + order.id()))
                .query((row, n) -> new Settled(
                        row.getLong("pay_no"), row.getLong("pay_amt"), "A".equals(row.getString("pay_stat"))))
                .optional();
    }

    /** Orders placed within a time that wait for their shop and that no device of it is known to have; oldest first. */
    List<Long> unrelayed(LocalDateTime from, LocalDateTime to) {
        return jdbc.sql("SELECT o.ord_no FROM orders o WHERE o.reg_dt BETWEEN ? AND ? AND o.ord_stat = 'N'"
                        + " AND o.shop_no IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_relays r"
                        + " WHERE r.shop_no = o.shop_no AND r.ord_no = o.ord_no AND r.rel_stat IN ('S', 'A'))"
                        + " ORDER BY o.reg_dt, o.ord_no")
                .params(from, to)
                .query(Long.class)
                .list();
    }

    private Order withItems(Order order) {
        return order.withItems(itemsOf(List.of(order.id())).getOrDefault(order.id(), List.of()));
    }

    private Map<Long, List<Order.Item>> itemsOf(List<Long> orderIds) {
        Map<Long, List<Order.Item>> items = new HashMap<>();
        if (!orderIds.isEmpty()) {
            jdbc.sql("SELECT ord_no, menu_no, menu_nm, price, qty FROM order_items WHERE ord_no IN (:ids)"
                            + " ORDER BY item_no")
                    .param("ids", orderIds)
                    .query((row, n) -> items.computeIfAbsent(row.getLong("ord_no"), id -> new ArrayList<>())
                            .add(new Order.Item(
                                    row.getObject("menu_no", Long.class),
                                    row.getString("menu_nm"),
                                    row.getInt("price"),
                                    row.getInt("qty"))))
                    .list();
        }
        return items;
    }

    private LocalDateTime now() {
        return clock.now();
    }
}
