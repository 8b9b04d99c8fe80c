package dev.banyan.ruby.settlement;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code settlements}; the stored procedure fills it. */
@Component
final class Settlements {

    private final JdbcClient jdbc;

    Settlements(Queries queries) {
        this.jdbc = queries.of("settlements");
    }

    /** A shop's days that were closed, both bounds in, in their order. */
    List<Settlement> of(long shopId, LocalDate from, LocalDate to) {
        return jdbc.sql("SELECT stl_dt, ord_cnt, sale_amt, rfnd_amt, fee_amt, pay_amt FROM settlements"
                        + " WHERE shop_no = ? AND stl_dt BETWEEN ? AND ? ORDER BY stl_dt")
                .params(shopId, from, to)
                .query((row, n) -> new Settlement(
                        row.getObject("stl_dt", LocalDate.class),
                        row.getInt("ord_cnt"),
                        row.getLong("sale_amt"),
                        row.getLong("rfnd_amt"),
                        row.getLong("fee_amt"),
                        row.getLong("pay_amt")))
                .list();
    }

    /** Runs the nightly batch for a day. */
    Settlement.Closed close(LocalDate day) {
        return Deadlocks.retry(() -> jdbc.sql("CALL sp_settle(?)")
                .param(day)
                .query((row, n) ->
                        new Settlement.Closed(day, row.getInt("shops"), row.getLong("orders"), row.getLong("payout")))
                .single());
    }
}
