package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.check.Finding.Breach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to an order and what was told of it are the same, version by version: no order without its events, no event without its
 * order. And money is conserved: what customers have paid for orders, less refunds, is what orders that were not cancelled cost; of
 * cancelled ones nothing is kept.
 */
final class OrdersCheck implements Check {
    // By number, which the orders' key is: there is no index over the outbox's aggregates, which are text.
    private static final String UNTOLD =
            "SELECT o.id, o.version, COALESCE(e.told, 0) AS told, e.newest FROM customer_order o"
                    + " LEFT JOIN (SELECT CAST(aggregate_id AS UNSIGNED) AS id, COUNT(DISTINCT aggregate_version) AS told,"
                    + " MIN(aggregate_version) AS oldest, MAX(aggregate_version) AS newest FROM outbox GROUP BY 1) e ON e.id = o.id"
                    + " WHERE (o.version > 1 OR e.told > 0)"
                    + " AND (NOT e.newest <=> o.version OR e.oldest > 2 OR e.told <> e.newest - e.oldest + 1)";
    private static final String PLACED_UNTOLD = "SELECT p.order_id AS id FROM order_process p"
            + " LEFT JOIN (SELECT DISTINCT CAST(aggregate_id AS UNSIGNED) AS id FROM outbox"
            + " WHERE type = 'OrderPaymentRequested') e ON e.id = p.order_id"
            + " WHERE p.method IS NOT NULL AND e.id IS NULL";
    private static final String OF_NO_ORDER = "SELECT e.event_id, e.type, e.aggregate_id FROM outbox e"
            + " LEFT JOIN customer_order o ON o.id = CAST(e.aggregate_id AS UNSIGNED) WHERE o.id IS NULL";

    private final DatabaseAddress orders;
    private final Side payments;

    /** @param payments as {@link PaymentsOwner} reads them */
    OrdersCheck(DatabaseAddress orders, Side payments) {
        this.orders = orders;
        this.payments = payments;
    }

    @Override
    public List<Finding> find(Promises promises) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(Databases.read(
                orders,
                UNTOLD,
                row -> new Finding(
                        Breach.LOST,
                        "events of order " + row.getLong("id"),
                        "it is at version " + row.getLong("version") + ", and " + row.getLong("told")
                                + " events were told, the last of version " + row.getLong("newest"))));
        findings.addAll(Databases.read(
                orders,
                PLACED_UNTOLD,
                row -> new Finding(
                        Breach.LOST,
                        "order " + row.getLong("id"),
                        "was placed, and nobody was asked to have it paid")));
        findings.addAll(Databases.read(
                orders,
                OF_NO_ORDER,
                row -> new Finding(
                        Breach.DIFFERENT,
                        row.getString("type") + " " + row.getString("event_id"),
                        "tells of order " + row.getString("aggregate_id") + ", which is not there")));
        findings.addAll(money());
        return findings;
    }

    private List<Finding> money() {
        Map<String, Long> paid = new HashMap<>();
        payments.<PaymentRow>read(PaymentRow::of).stream()
                .filter(payment -> "APPROVED".equals(payment.status()) && payment.amount() != null)
                .forEach(payment -> paid.merge(
                        payment.member() + " " + payment.key(),
                        payment.amount() == null ? 0 : payment.amount(),
                        Long::sum));
        List<Finding> findings = new ArrayList<>();
        for (OrderRow order : Databases.read(orders, OrderRow.SERVICE, OrderRow::of)) {
            long kept = paid.getOrDefault(order.member() + " ord-" + order.id(), 0L);
            boolean waits = "PENDING_PAYMENT".equals(order.status());
            Long total = order.total();
            long due = "CANCELLED".equals(order.status()) || total == null ? 0 : total;
            if (!waits && kept != due) {
                findings.add(new Finding(
                        kept < due ? Breach.LOST : Breach.DOUBLED,
                        "money of order " + order.id(),
                        "it is " + order.status() + ", " + due + " won are due and " + kept + " are kept"));
            }
        }
        return findings;
    }
}
