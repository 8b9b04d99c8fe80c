package dev.banyan.playbooks.check;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A payment as the owner's database has it, in the API's words. */
record PaymentRow(
        long id,
        @Nullable Long member,
        @Nullable Long order,
        @Nullable Long amount,
        @Nullable String status,
        @Nullable String method,
        @Nullable String currency,
        @Nullable String transactionId,
        @Nullable String key,
        @Nullable String refundKey,
        @Nullable LocalDateTime refundedAt,
        @Nullable LocalDateTime createdAt) {

    static PaymentRow of(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return new PaymentRow(
                row.getLong("id"),
                row.getObject("member", Long.class),
                row.getObject("orderNo", Long.class),
                amount == null ? null : amount.longValueExact(),
                row.getString("status"),
                row.getString("method"),
                row.getString("currency"),
                row.getString("transactionId"),
                row.getString("keyText"),
                row.getString("refundKey"),
                row.getObject("refundedAt", LocalDateTime.class),
                row.getObject("createdAt", LocalDateTime.class));
    }
}
