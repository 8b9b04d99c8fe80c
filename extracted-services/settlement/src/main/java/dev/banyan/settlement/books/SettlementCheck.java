package dev.banyan.settlement.books;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares the ledger with what was told, to the won. */
@Component
public class SettlementCheck {

    private static final String LEDGER = "SELECT COALESCE(SUM(amount), 0) FROM ledger_line WHERE account = ?";

    private final JdbcClient jdbc;

    SettlementCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Both sides, in won.
     *
     * @param delivered what the delivered orders add up to
     * @param refunds what the refunded payments of delivered orders add up to
     * @param unbalancedEntries entries whose lines do not add up to zero; there can be none
     * @param agrees the clearing account is delivered minus refunds, and every won of it is owed to a shop or a fee
     */
    public record Totals(
            long deliveredOrders,
            long delivered,
            long refundedPayments,
            long refunds,
            LedgerTotals ledger,
            long unbalancedEntries,
            boolean agrees) {}

    /**
     * Balances of the accounts.
     *
     * @param salesClearing debit balance
     * @param shopPayable credit balance
     * @param feeIncome credit balance
     */
    public record LedgerTotals(long salesClearing, long shopPayable, long feeIncome) {}

    /** All of it as of one moment. */
    @Transactional(readOnly = true)
    public Totals totals() {
        long[] delivered = countAndSum("SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM delivered_order");
        long[] refunds = countAndSum("SELECT COUNT(*), COALESCE(SUM(r.amount), 0) FROM refunded_payment r"
                + " JOIN delivered_order d ON d.order_id = r.order_id");
        LedgerTotals ledger =
                new LedgerTotals(balance("SALES_CLEARING"), -balance("SHOP_PAYABLE"), -balance("FEE_INCOME"));
        long unbalanced = jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 FROM ledger_line GROUP BY kind, reference"
                        + " HAVING SUM(amount) <> 0) AS unbalanced")
                .query(Long.class)
                .single();
        boolean agrees = unbalanced == 0
                && ledger.salesClearing() == delivered[1] - refunds[1]
                && ledger.salesClearing() == ledger.shopPayable() + ledger.feeIncome();
        return new Totals(delivered[0], delivered[1], refunds[0], refunds[1], ledger, unbalanced, agrees);
    }

    private long balance(String account) {
        return jdbc.sql(LEDGER).param(account).query(Long.class).single();
    }

    private long[] countAndSum(String sql) {
        return jdbc.sql(sql)
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
    }
}
