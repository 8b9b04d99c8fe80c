package dev.banyan.order.book;

import dev.banyan.order.lifecycle.CancelReason;
import dev.banyan.order.lifecycle.OrderStatus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into {@link Order}s, and statuses into columns. The monolith knows neither RELAYED nor DELIVERING: such orders
 * are stored as CREATED and ACCEPTED, with the time of what came after.
 */
final class OrderRow {

    private static final String COLUMNS =
            "SELECT o.id, o.member_id, o.shop_id, o.status, o.cancel_kind, o.cancel_reason,"
                    + " o.total_amount, o.payment_id, o.note, o.placed_at, o.version, o.relayed_at, o.dispatched_at,"
                    + " p.order_id AS process, p.member_id AS process_member, p.method, p.payment_state,"
                    + " p.payment_id AS process_payment, p.paid_amount, p.relay_heard,"
                    + " l.id AS line, l.menu_id, l.menu_name, l.unit_price, l.quantity FROM ";
    private static final String JOINS =
            " o LEFT JOIN order_process p ON p.order_id = o.id LEFT JOIN order_line l ON l.order_id = o.id ";

    private OrderRow() {}

    /**
     * Orders with all that belongs to them, in one statement: a row for each line, or one for an order without lines.
     *
     * @param orders the table, or a subquery of it, without a name; it is {@code o}, its lines are {@code l}
     * @param rest what follows the joins
     */
    static String select(String orders, String rest) {
        return COLUMNS + orders + JOINS + rest;
    }

    /** Without its lines. */
    static Order order(ResultSet row) throws SQLException {
        OrderStatus status = status(row);
        return new Order(
                row.getLong("id"),
                row.getObject("member_id", Long.class),
                row.getObject("shop_id", Long.class),
                status,
                status == OrderStatus.CANCELLED ? reason(row) : null,
                Objects.requireNonNullElse(row.getBigDecimal("total_amount"), BigDecimal.ZERO),
                row.getObject("payment_id", Long.class),
                row.getString("note"),
                row.getObject("placed_at", LocalDateTime.class),
                row.getLong("version"),
                row.getObject("process") == null ? null : process(row),
                List.of());
    }

    /** Empty for an order without lines. */
    static Optional<OrderLine> line(ResultSet row) throws SQLException {
        return row.getObject("line") == null
                ? Optional.empty()
                : Optional.of(new OrderLine(
                        row.getObject("menu_id", Long.class),
                        row.getString("menu_name"),
                        Objects.requireNonNullElse(row.getBigDecimal("unit_price"), BigDecimal.ZERO),
                        row.getInt("quantity")));
    }

    /** The coarse word for the column status. */
    static OrderStatus stored(OrderStatus status) {
        return switch (status) {
            case RELAYED -> OrderStatus.CREATED;
            case DELIVERING -> OrderStatus.ACCEPTED;
            case PENDING_PAYMENT, CREATED, ACCEPTED, DELIVERED, CANCELLED -> status;
        };
    }

    private static OrderStatus status(ResultSet row) throws SQLException {
        OrderStatus stored = OrderStatus.valueOf(Objects.requireNonNull(row.getString("status"), "status"));
        if (stored == OrderStatus.CREATED && row.getObject("relayed_at") != null) {
            return OrderStatus.RELAYED;
        }
        return stored == OrderStatus.ACCEPTED && row.getObject("dispatched_at") != null
                ? OrderStatus.DELIVERING
                : stored;
    }

    private static CancelReason reason(ResultSet row) throws SQLException {
        String reason = row.getString("cancel_reason");
        if (reason != null) {
            return CancelReason.valueOf(reason);
        }
        return CancelReason.Kind.PAYMENT_DECLINED.name().equals(row.getString("cancel_kind"))
                ? CancelReason.PAYMENT_DECLINED
                : CancelReason.ON_REQUEST;
    }

    private static OrderProcess process(ResultSet row) throws SQLException {
        return new OrderProcess(
                row.getLong("id"),
                row.getObject("process_member", Long.class),
                method(row.getString("method")),
                OrderProcess.Payment.valueOf(row.getString("payment_state")),
                row.getObject("process_payment", Long.class),
                row.getBigDecimal("paid_amount"),
                row.getBoolean("relay_heard"));
    }

    private static @Nullable PaymentMethod method(@Nullable String word) {
        return word == null ? null : PaymentMethod.valueOf(word);
    }
}
