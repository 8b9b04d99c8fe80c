package dev.banyan.payment.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** Turns a row of the payment table into a {@link Payment}. */
final class PaymentRow {

    private PaymentRow() {}

    @SuppressWarnings("UnusedVariable") // the row number is part of RowMapper's shape
    static Payment read(ResultSet row, int number) throws SQLException {
        String method = row.getString("method");
        return new Payment(
                row.getLong("id"),
                row.getObject("member_id", Long.class),
                row.getObject("order_id", Long.class),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                PaymentStatus.valueOf(row.getString("status")),
                method == null ? null : PaymentMethod.valueOf(method),
                row.getString("gateway_transaction_id"),
                row.getString("idempotency_key"),
                row.getString("refund_key"),
                row.getObject("refunded_at", LocalDateTime.class),
                row.getObject("created_at", LocalDateTime.class),
                row.getObject("updated_at", LocalDateTime.class));
    }
}
