package dev.banyan.relay.device;

import dev.banyan.kit.database.DeadlockRetry;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of devices. Nothing is cached: a synchroniser may write it at any time. */
@Component
public final class Devices {

    private static final String SELECT =
            "SELECT id, shop_id, type, url, COALESCE(priority, 0) AS priority, state FROM device WHERE shop_id = ? ";

    private static final RowMapper<Device> DEVICE = (row, number) -> {
        String type = row.getString("type");
        return new Device(
                row.getLong("id"),
                row.getLong("shop_id"),
                type == null ? null : Device.Type.valueOf(type),
                row.getString("url"),
                row.getInt("priority"),
                "ACTIVE".equals(row.getString("state")));
    };

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeadlockRetry retry;

    Devices(JdbcClient jdbc, Clock clock, DeadlockRetry retry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.retry = retry;
    }

    /** All devices of a shop, in the order in which they are tried. */
    public List<Device> of(long shopId) {
        return jdbc.sql(SELECT + "ORDER BY COALESCE(priority, 0), id")
                .param(shopId)
                .query(DEVICE)
                .list();
    }

    /** The device, if it is that shop's. */
    public Optional<Device> find(long shopId, long id) {
        return jdbc.sql(SELECT + "AND id = ?").params(shopId, id).query(DEVICE).optional();
    }

    /** Changes what is not null. */
    public void change(long shopId, long id, DeviceChange change) {
        retry.run(() -> jdbc.sql(
                        "UPDATE device SET url = COALESCE(:url, url), priority = COALESCE(:priority, priority),"
                                + " state = COALESCE(:state, state), updated_at = :now WHERE shop_id = :shop AND id = :id")
                .param("url", change.url())
                .param("priority", change.priority())
                .param("state", state(change))
                .param("now", LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS))
                .param("shop", shopId)
                .param("id", id)
                .update());
    }

    private static @Nullable String state(DeviceChange change) {
        if (change.active() == null) {
            return null;
        }
        return change.active() ? "ACTIVE" : "INACTIVE";
    }
}
