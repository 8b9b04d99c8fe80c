package dev.banyan.ruby.relay;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code relay_devices}. */
@Component
final class Devices {

    private static final String SELECT =
            "SELECT dev_no, shop_no, dev_typ, dev_url, prio, use_yn FROM relay_devices WHERE shop_no = ? ";

    private static final RowMapper<Device> DEVICE = (row, n) -> new Device(
            row.getLong("dev_no"),
            row.getLong("shop_no"),
            Device.Type.of(row.getString("dev_typ")),
            row.getString("dev_url"),
            row.getInt("prio"),
            "Y".equals(row.getString("use_yn")));

    private final JdbcClient jdbc;
    private final WallTime clock;

    Devices(Queries queries, WallTime clock) {
        this.jdbc = queries.of("relay");
        this.clock = clock;
    }

    /** All devices of a shop, in the order in which they are tried. */
    List<Device> of(long shopId) {
        return jdbc.sql(SELECT + "ORDER BY prio, dev_no")
                .param(shopId)
                .query(DEVICE)
                .list();
    }

    Optional<Device> find(long shopId, long id) {
        return jdbc.sql(SELECT + "AND dev_no = ?")
                .params(shopId, id)
                .query(DEVICE)
                .optional();
    }

    /** Changes what is not null. */
    void change(long shopId, long id, DeviceChange change) {
        Deadlocks.retry(() -> jdbc.sql(
                        "UPDATE relay_devices SET dev_url = COALESCE(:url, dev_url), prio = COALESCE(:prio, prio),"
                                + " use_yn = COALESCE(:use, use_yn), upd_dt = :now WHERE shop_no = :shop AND dev_no = :id")
                .param("url", change.url())
                .param("prio", change.priority())
                .param("use", change.active() == null ? null : change.active() ? "Y" : "N")
                .param("now", clock.now())
                .param("shop", shopId)
                .param("id", id)
                .update());
    }
}
