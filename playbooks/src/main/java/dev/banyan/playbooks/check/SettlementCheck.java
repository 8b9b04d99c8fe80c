package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.check.Finding.Breach;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The ledger says, to the won, what was delivered less what was refunded: in the rows of orders and payments, in the service's ledger, and in
 * the service's own words.
 */
final class SettlementCheck implements Check {
    /** The monolith's orders that were delivered, and payments that were refunded: the order's number and the amount. */
    static final String RUBY_DELIVERED =
            "SELECT ord_no AS id, tot_amt AS won FROM orders WHERE ord_stat = 'D' AND shop_no IS NOT NULL";

    static final String RUBY_REFUNDED = "SELECT ord_no AS id, pay_amt AS won FROM payments WHERE pay_stat = 'C'";
    /** The same of the services. */
    static final String SERVICE_DELIVERED = "SELECT id, total_amount AS won FROM customer_order"
            + " WHERE status = 'DELIVERED' AND shop_id IS NOT NULL";

    static final String SERVICE_REFUNDED =
            "SELECT order_id AS id, amount AS won FROM payment WHERE status = 'CANCELLED'";
    private static final String BALANCE =
            "SELECT COALESCE(SUM(amount), 0) AS won FROM ledger_line WHERE account = 'SALES_CLEARING' AND kind <> 'FEE'";
    private static final String UNBALANCED =
            "SELECT kind, reference, SUM(amount) AS won FROM ledger_line GROUP BY kind, reference HAVING SUM(amount) <> 0";

    private final Side delivered;
    private final Side refunded;
    private final DatabaseAddress settlement;
    private final URI service;

    SettlementCheck(Side delivered, Side refunded, DatabaseAddress settlement, URI service) {
        this.delivered = delivered;
        this.refunded = refunded;
        this.settlement = settlement;
        this.service = service;
    }

    @Override
    public List<Finding> find(Promises promises) {
        List<Finding> findings = new ArrayList<>();
        long expected = expected();
        long balance = won(settlement, BALANCE);
        if (balance != expected) {
            findings.add(new Finding(
                    balance < expected ? Breach.LOST : Breach.DOUBLED,
                    "the ledger",
                    "says " + balance + " won; delivered less refunded is " + expected));
        }
        findings.addAll(Databases.read(
                settlement,
                UNBALANCED,
                row -> new Finding(
                        Breach.DIFFERENT,
                        row.getString("kind") + " " + row.getString("reference"),
                        "its lines add up to " + row.getLong("won") + ", not to nothing")));
        JsonNode said = new Answers().get(service.resolve("/api/settlement-check"));
        if (!said.path("agrees").asBoolean(false)) {
            findings.add(new Finding(Breach.DIFFERENT, "the settlement service's own check", "says " + said));
        }
        return findings;
    }

    private record Amount(long order, long won) {
        static Amount of(ResultSet row) throws SQLException {
            return new Amount(row.getLong("id"), row.getLong("won"));
        }
    }

    private long expected() {
        Map<Long, Amount> orders = delivered.byId(Amount::of, Amount::order);
        long refunds = refunded.read(Amount::of).stream()
                .filter(refund -> orders.containsKey(refund.order()))
                .mapToLong(Amount::won)
                .sum();
        return orders.values().stream().mapToLong(Amount::won).sum() - refunds;
    }

    private static long won(DatabaseAddress database, String sql) {
        return Databases.read(database, sql, row -> row.getLong("won")).get(0);
    }
}
