package dev.banyan.settlement.closing;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what has been settled. */
@Component
public class Settlements {

    private final JdbcClient jdbc;

    Settlements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A shop's settled days, both bounds included, oldest first. */
    public List<ShopDay> ofShop(long shopId, LocalDate from, LocalDate to) {
        return jdbc.sql("SELECT day, orders, sales, refunds, fee, payout FROM shop_settlement"
                        + " WHERE shop_id = ? AND day BETWEEN ? AND ? AND status = 'SETTLED' ORDER BY day")
                .params(shopId, from, to)
                .query((row, n) -> new ShopDay(
                        row.getObject("day", LocalDate.class),
                        row.getInt("orders"),
                        row.getLong("sales"),
                        row.getLong("refunds"),
                        row.getLong("fee"),
                        row.getLong("payout")))
                .list();
    }

    /** What a day came to, over all shops settled so far. */
    ClosedDay ofDay(LocalDate day) {
        return jdbc.sql("SELECT COUNT(*) AS shops, COALESCE(SUM(orders), 0) AS orders,"
                        + " COALESCE(SUM(payout), 0) AS payout FROM shop_settlement"
                        + " WHERE day = ? AND status = 'SETTLED'")
                .param(day)
                .query((row, n) ->
                        new ClosedDay(day, row.getInt("shops"), row.getLong("orders"), row.getLong("payout")))
                .single();
    }
}
