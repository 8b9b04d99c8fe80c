package dev.banyan.order.book;

import dev.banyan.order.book.OrderProcess.Payment;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table order_process. What payment and relay say is written at once, however often and in whichever order they say
 * it; each method tells whether that was news. All join the caller's transaction.
 */
@Component
public final class Processes {

    private final JdbcClient jdbc;

    Processes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(long orderId, long memberId, PaymentMethod method) {
        jdbc.sql("INSERT IGNORE INTO order_process (order_id, member_id, method, payment_state) VALUES (?, ?, ?, ?)")
                .params(orderId, memberId, method.name(), Payment.REQUESTED.name())
                .update();
    }

    /** Of an order that the monolith has seen paid. */
    void openPaid(Order order) {
        jdbc.sql("INSERT IGNORE INTO order_process (order_id, member_id, payment_state, payment_id, paid_amount)"
                        + " VALUES (?, ?, ?, ?, ?)")
                .param(order.id())
                .param(order.memberId())
                .param(Payment.APPROVED.name())
                .param(order.paymentId())
                .param(order.total())
                .update();
    }

    public boolean approved(long orderId, long paymentId, BigDecimal amount) {
        return jdbc.sql("UPDATE order_process SET payment_state = 'APPROVED', payment_id = ?, paid_amount = ?"
                                + " WHERE order_id = ? AND payment_state IN ('REQUESTED', 'FAILED')")
                        .params(paymentId, amount, orderId)
                        .update()
                == 1;
    }

    public boolean failed(long orderId, @Nullable Long paymentId) {
        return jdbc.sql("UPDATE order_process SET payment_state = 'FAILED', payment_id = ?"
                                + " WHERE order_id = ? AND payment_state = 'REQUESTED'")
                        .param(paymentId)
                        .param(orderId)
                        .update()
                == 1;
    }

    /** The money is back, whoever asked for it. Also of orders placed in the monolith, by their payment. */
    public boolean refunded(long orderId, long paymentId) {
        jdbc.sql("INSERT IGNORE INTO order_process (order_id, member_id, payment_state, payment_id, paid_amount)"
                        + " SELECT id, member_id, 'APPROVED', payment_id, total_amount FROM customer_order"
                        + " WHERE id = ? AND payment_id = ?")
                .params(orderId, paymentId)
                .update();
        return jdbc.sql("UPDATE order_process SET payment_state = 'REFUNDED', payment_id = :payment"
                                + " WHERE order_id = :order AND payment_state <> 'REFUNDED'"
                                + " AND (payment_id IS NULL OR payment_id = :payment)")
                        .param("payment", paymentId)
                        .param("order", orderId)
                        .update()
                == 1;
    }

    public boolean relayed(long orderId) {
        return jdbc.sql("UPDATE order_process SET relay_heard = TRUE WHERE order_id = ? AND relay_heard = FALSE")
                        .param(orderId)
                        .update()
                == 1;
    }
}
