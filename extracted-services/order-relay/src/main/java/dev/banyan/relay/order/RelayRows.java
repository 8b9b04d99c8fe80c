package dev.banyan.relay.order;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of relayed orders. It is written only while a request of the shop is answered, so never by one who does not own
 * the shop's orders; and nothing is cached, for a synchroniser may write it at any time.
 */
@Component
final class RelayRows {

    private static final RowMapper<OrderRelay> RELAY = (row, number) -> {
        String status = row.getString("status");
        return new OrderRelay(
                row.getLong("order_id"),
                row.getLong("shop_id"),
                status == null ? RelayStatus.WAITING : RelayStatus.valueOf(status),
                row.getObject("device_id", Long.class),
                row.getInt("try_count"),
                row.getString("idempotency_key"),
                row.getObject("created_at", LocalDateTime.class),
                row.getObject("updated_at", LocalDateTime.class));
    };

    private final JdbcClient jdbc;
    private final Clock clock;

    RelayRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<OrderRelay> find(long shopId, long orderId) {
        return jdbc.sql(
                        "SELECT order_id, shop_id, status, device_id, try_count, idempotency_key, created_at, updated_at"
                                + " FROM order_relay WHERE shop_id = ? AND order_id = ?")
                .params(shopId, orderId)
                .query(RELAY)
                .optional();
    }

    /**
     * A new order.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the shop has that order or that key
     */
    void insert(long shopId, long orderId, String key) {
        LocalDateTime now = now();
        jdbc.sql(
                        "INSERT INTO order_relay (order_id, shop_id, status, try_count, idempotency_key, created_at, updated_at)"
                                + " VALUES (?, ?, 'WAITING', 0, ?, ?, ?)")
                .params(orderId, shopId, key, now, now)
                .update();
    }

    /** Notes the one acceptance; false when there was one before. */
    boolean accept(long shopId, long orderId, long deviceId, int tries) {
        return jdbc.sql("UPDATE order_relay SET status = 'ACCEPTED', device_id = ?, try_count = ?, updated_at = ?"
                                + " WHERE shop_id = ? AND order_id = ? AND NOT status <=> 'ACCEPTED'")
                        .params(deviceId, tries, now(), shopId, orderId)
                        .update()
                == 1;
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
