package dev.banyan.settlement.books;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes entries of two lines each: what one account is debited, the other is credited. A second entry of the same kind
 * and reference is refused by the table's key.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Ledger {

    private static final int ROWS_AT_ONCE = 1000;

    private final JdbcTemplate batches;

    Ledger(JdbcTemplate batches) {
        this.batches = batches;
    }

    private enum Account {
        SALES_CLEARING,
        SHOP_PAYABLE,
        FEE_INCOME
    }

    private record Line(
            String kind,
            String reference,
            Account account,
            @Nullable Long shopId,
            long amount,
            LocalDate day) {}

    void book(Collection<Fact> facts, OpenDays open) {
        List<Line> lines = new ArrayList<>();
        for (Fact fact : facts) {
            long debit = fact.kind() == Fact.Kind.SALE ? fact.amount() : -fact.amount();
            String kind = fact.kind().name();
            String reference = String.valueOf(fact.documentId());
            LocalDate day = open.from(fact.day());
            lines.add(new Line(kind, reference, Account.SALES_CLEARING, null, debit, day));
            lines.add(new Line(kind, reference, Account.SHOP_PAYABLE, fact.shopId(), -debit, day));
        }
        batches.batchUpdate(
                "INSERT INTO fact (kind, document_id, order_id, shop_id, amount, day, booked_day)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                facts,
                ROWS_AT_ONCE,
                (row, fact) -> {
                    row.setString(1, fact.kind().name());
                    row.setLong(2, fact.documentId());
                    row.setLong(3, fact.orderId());
                    row.setLong(4, fact.shopId());
                    row.setLong(5, fact.amount());
                    row.setObject(6, fact.day());
                    row.setObject(7, open.from(fact.day()));
                });
        write(lines);
    }

    /** The shop owes us its fee of that day, once. */
    public void bookFee(long shopId, LocalDate day, long fee) {
        String reference = shopId + "/" + day;
        write(List.of(
                new Line("FEE", reference, Account.SHOP_PAYABLE, shopId, fee, day),
                new Line("FEE", reference, Account.FEE_INCOME, null, -fee, day)));
    }

    private void write(List<Line> lines) {
        batches.batchUpdate(
                "INSERT INTO ledger_line (kind, reference, account, shop_id, amount, day) VALUES (?, ?, ?, ?, ?, ?)",
                lines,
                ROWS_AT_ONCE,
                Ledger::set);
    }

    private static void set(PreparedStatement row, Line line) throws SQLException {
        row.setString(1, line.kind());
        row.setString(2, line.reference());
        row.setString(3, line.account().name());
        row.setObject(4, line.shopId());
        row.setLong(5, line.amount());
        row.setObject(6, line.day());
    }
}
