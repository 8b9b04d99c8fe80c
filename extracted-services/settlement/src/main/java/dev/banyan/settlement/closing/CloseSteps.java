package dev.banyan.settlement.closing;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import dev.banyan.settlement.books.Calendar;
import dev.banyan.settlement.books.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a close, each one transaction that leaves in rows how far it came, and each of them harmless when it is
 * repeated or done by two processes at once.
 */
@Component
@Transactional
public class CloseSteps {

    private final JdbcClient jdbc;
    private final Calendar calendar;
    private final Ledger ledger;
    private final @Nullable Outbox outbox;
    private final Clock clock;

    CloseSteps(JdbcClient jdbc, Calendar calendar, Ledger ledger, ObjectProvider<Outbox> outbox, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.ledger = ledger;
        this.outbox = outbox.getIfAvailable();
        this.clock = clock;
    }

    /** From here on nothing more is booked on the day; what is booked awaits settlement, shop by shop. */
    public void begin(LocalDate day) {
        calendar.holdGate();
        boolean begun = jdbc.sql("SELECT day FROM settlement_day WHERE day = ? FOR UPDATE")
                .param(day)
                .query(LocalDate.class)
                .optional()
                .isPresent();
        if (begun) {
            return;
        }
        jdbc.sql("INSERT INTO settlement_day (day, status, begun_at) VALUES (?, 'CLOSING', ?)")
                .params(day, LocalDateTime.now(clock))
                .update();
        jdbc.sql("INSERT INTO shop_settlement (day, shop_id, status)"
                        + " SELECT DISTINCT booked_day, shop_id, 'OPEN' FROM fact WHERE booked_day = ?")
                .param(day)
                .update();
    }

    /** The shops that still await settlement for a day that began to close. */
    public List<Long> awaiting(LocalDate day) {
        return jdbc.sql("SELECT shop_id FROM shop_settlement WHERE day = ? AND status = 'OPEN' ORDER BY shop_id")
                .param(day)
                .query(Long.class)
                .list();
    }

    /** Settles a shop, and says so where there is an outbox; unless that is done already. */
    public void settle(LocalDate day, long shopId) {
        boolean open = jdbc.sql("SELECT status = 'OPEN' FROM shop_settlement WHERE day = ? AND shop_id = ? FOR UPDATE")
                .params(day, shopId)
                .query(Boolean.class)
                .single();
        if (!open) {
            return;
        }
        ShopDay settled = reckon(day, shopId);
        jdbc.sql("UPDATE shop_settlement SET status = 'SETTLED', orders = ?, sales = ?, refunds = ?, fee = ?,"
                        + " payout = ? WHERE day = ? AND shop_id = ?")
                .params(settled.orders(), settled.sales(), settled.refunds(), settled.fee(), settled.payout())
                .params(day, shopId)
                .update();
        if (settled.fee() != 0) {
            ledger.bookFee(shopId, day, settled.fee());
        }
        if (outbox != null) {
            outbox.append(EventDraft.of("SettlementClosed", shopId + "/" + day, 1)
                    .with("day", day.toString())
                    .with("shopId", shopId)
                    .with("payout", settled.payout()));
        }
    }

    private ShopDay reckon(LocalDate day, long shopId) {
        return jdbc.sql("SELECT COUNT(IF(kind = 'SALE', 1, NULL)) AS orders,"
                        + " COALESCE(SUM(IF(kind = 'SALE', amount, 0)), 0) AS sales,"
                        + " COALESCE(SUM(IF(kind = 'REFUND', amount, 0)), 0) AS refunds"
                        + " FROM fact WHERE booked_day = ? AND shop_id = ?")
                .params(day, shopId)
                .query((row, n) -> {
                    long sales = row.getLong("sales");
                    long refunds = row.getLong("refunds");
                    long fee = Fee.of(sales, refunds);
                    return new ShopDay(day, row.getInt("orders"), sales, refunds, fee, sales - refunds - fee);
                })
                .single();
    }

    /** Every shop is settled: the day is closed. */
    public void finish(LocalDate day) {
        jdbc.sql("UPDATE settlement_day SET status = 'CLOSED', closed_at = ? WHERE day = ? AND status = 'CLOSING'")
                .params(LocalDateTime.now(clock), day)
                .update();
    }

    /** Days that began to close and did not come to the end, oldest first. */
    public List<LocalDate> unfinished() {
        return jdbc.sql("SELECT day FROM settlement_day WHERE status = 'CLOSING' ORDER BY day")
                .query(LocalDate.class)
                .list();
    }
}
