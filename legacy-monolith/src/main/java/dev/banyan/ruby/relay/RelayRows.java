package dev.banyan.ruby.relay;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code order_relays}. Every write is one statement; it takes effect only if the row is still as the caller saw
 * it.
 */
@Component
final class RelayRows {

    private static final String SELECT =
            "SELECT rel_no, ord_no, shop_no, dev_no, rel_stat, try_cnt, idem_key, reg_dt, upd_dt FROM order_relays ";

    private static final RowMapper<OrderRelay> RELAY = (row, n) -> new OrderRelay(
            row.getLong("rel_no"),
            row.getLong("ord_no"),
            row.getLong("shop_no"),
            RelayStatus.of(row.getString("rel_stat")),
            row.getObject("dev_no", Long.class),
            row.getInt("try_cnt"),
            row.getString("idem_key"),
            row.getObject("reg_dt", LocalDateTime.class),
            row.getObject("upd_dt", LocalDateTime.class));

    private final JdbcClient jdbc;
    private final WallTime clock;

    RelayRows(Queries queries, WallTime clock) {
        this.jdbc = queries.of("relay");
        this.clock = clock;
    }

    Optional<OrderRelay> find(long shopId, long orderId) {
        return jdbc.sql(SELECT + "WHERE shop_no = ? AND ord_no = ?")
                .params(shopId, orderId)
                .query(RELAY)
                .optional();
    }

    /**
     * Inserts an order that waits for its first try.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the shop has that order or that key
     */
    void insert(long shopId, long orderId, String key) {
        LocalDateTime now = clock.now();
        Deadlocks.retry(() -> jdbc.sql(
                        "INSERT INTO order_relays"
                                + " (ord_no, shop_no, rel_stat, try_cnt, idem_key, reg_dt, upd_dt) VALUES (?, ?, 'W', 1, ?, ?, ?)")
                .params(orderId, shopId, key, now, now)
                .update());
    }

    /** Reserves the next try; false when somebody else was first. */
    boolean claim(OrderRelay seen) {
        return update(
                "UPDATE order_relays SET rel_stat = 'W', try_cnt = try_cnt + 1, upd_dt = ?"
                        + " WHERE rel_no = ? AND rel_stat = ? AND try_cnt = ?",
                clock.now(),
                seen.id(),
                seen.status().code,
                seen.tries());
    }

    /** Ends a try. An acceptance that was quicker stands. */
    boolean settle(OrderRelay tried, RelayStatus status, @Nullable Long deviceId) {
        return update(
                "UPDATE order_relays SET rel_stat = ?, dev_no = ?, upd_dt = ?"
                        + " WHERE rel_no = ? AND rel_stat = 'W' AND try_cnt = ?",
                status.code,
                deviceId,
                clock.now(),
                tried.id(),
                tried.tries());
    }

    /** Notes the one acceptance; false when there was one before. */
    boolean accept(OrderRelay seen, long deviceId) {
        return update(
                "UPDATE order_relays SET rel_stat = 'A', dev_no = ?, upd_dt = ? WHERE rel_no = ? AND rel_stat <> 'A'",
                deviceId,
                clock.now(),
                seen.id());
    }

    private boolean update(String sql, @Nullable Object... params) {
        return Deadlocks.retry(() -> jdbc.sql(sql).params(params).update()) == 1;
    }
}
