package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.check.Finding.Breach;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The ledger says, to the won, what was delivered less what was refunded: in the monolith's rows, in the service's ledger, and in the
 * service's own words.
 */
final class SettlementCheck implements Check {
    private static final String DELIVERED =
            "SELECT COALESCE(SUM(tot_amt), 0) AS won FROM orders WHERE ord_stat = 'D' AND shop_no IS NOT NULL";
    private static final String REFUNDED = "SELECT COALESCE(SUM(p.pay_amt), 0) AS won FROM payments p"
            + " JOIN orders o ON o.ord_no = p.ord_no"
            + " WHERE p.pay_stat = 'C' AND o.ord_stat = 'D' AND o.shop_no IS NOT NULL";
    private static final String BALANCE =
            "SELECT COALESCE(SUM(amount), 0) AS won FROM ledger_line WHERE account = 'SALES_CLEARING' AND kind <> 'FEE'";
    private static final String UNBALANCED =
            "SELECT kind, reference, SUM(amount) AS won FROM ledger_line GROUP BY kind, reference HAVING SUM(amount) <> 0";

    private final DatabaseAddress ruby;
    private final DatabaseAddress settlement;
    private final URI service;

    SettlementCheck(DatabaseAddress ruby, DatabaseAddress settlement, URI service) {
        this.ruby = ruby;
        this.settlement = settlement;
        this.service = service;
    }

    @Override
    public List<Finding> find(Promises promises) {
        List<Finding> findings = new ArrayList<>();
        long expected = won(ruby, DELIVERED) - won(ruby, REFUNDED);
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

    private static long won(DatabaseAddress database, String sql) {
        return Databases.read(database, sql, row -> row.getLong("won")).get(0);
    }
}
