package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.e2e.OrderCustomers.Acknowledged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all databases say of orders and their money, held against each other. It asks no queue and no service. */
final class OrderBooks {
    private static final Map<String, String> LEADS_TO = Map.of(
            "OrderCreated", "CREATED",
            "OrderRelayed", "RELAYED",
            "OrderAccepted", "ACCEPTED",
            "OrderDispatched", "DELIVERING",
            "OrderDelivered", "DELIVERED",
            "OrderCancelled", "CANCELLED");

    /** The table of moves as the story tells it, not as the service has it. */
    private static final Map<String, Set<String>> LEGAL = Map.of(
            "PENDING_PAYMENT", Set.of("CREATED", "CANCELLED"),
            "CREATED", Set.of("RELAYED", "ACCEPTED", "CANCELLED"),
            "RELAYED", Set.of("ACCEPTED", "CANCELLED"),
            "ACCEPTED", Set.of("DELIVERING", "CANCELLED"),
            "DELIVERING", Set.of("DELIVERED", "CANCELLED"),
            "DELIVERED", Set.of(),
            "CANCELLED", Set.of());

    private record Stored(long version, String status, long amount) {}

    private record Told(long version, String type) {}

    private record Paid(String status, long amount) {}

    private final Map<Long, Stored> orders = new TreeMap<>();
    private final Map<Long, List<Told>> told = new TreeMap<>();
    private final Map<Long, List<Paid>> payments = new TreeMap<>();
    private final Set<String> paymentRows;
    private final Set<String> paymentFacts;
    private final Set<Long> relayed;
    private final Set<Long> reviewable;
    private final Set<Long> sold;
    private final long clearing;
    private final long imbalance;
    private final long refundsBooked;

    private OrderBooks(OrderSite site) throws SQLException {
        for (List<String> row : site.rows(
                "SELECT id, version, IF(status = 'CREATED' AND relayed_at IS NOT NULL, 'RELAYED', IF(status = 'ACCEPTED'"
                        + " AND dispatched_at IS NOT NULL, 'DELIVERING', status)), CAST(total_amount AS SIGNED)"
                        + " FROM orders.customer_order")) {
            orders.put(
                    Long.valueOf(row.get(0)),
                    new Stored(Long.parseLong(row.get(1)), row.get(2), Long.parseLong(row.get(3))));
        }
        for (List<String> row : site.rows("SELECT aggregate_id, aggregate_version, type FROM orders.outbox"
                + " ORDER BY aggregate_version, id")) {
            told.computeIfAbsent(Long.valueOf(row.get(0)), id -> new ArrayList<>())
                    .add(new Told(Long.parseLong(row.get(1)), row.get(2)));
        }
        for (List<String> row : site.rows("SELECT order_id, status, CAST(amount AS SIGNED) FROM payment.payment")) {
            payments.computeIfAbsent(Long.valueOf(row.get(0)), id -> new ArrayList<>())
                    .add(new Paid(row.get(1), Long.parseLong(row.get(2))));
        }
        paymentRows = pairs(site.rows("SELECT id, IF(status = 'DECLINED', 'PaymentFailed', 'PaymentApproved')"
                + " FROM payment.payment WHERE status IN ('APPROVED', 'CANCELLED', 'DECLINED')"
                + " UNION ALL SELECT id, 'PaymentCancelled' FROM payment.payment WHERE status = 'CANCELLED'"));
        paymentFacts = pairs(site.rows("SELECT aggregate_id, type FROM payment.outbox"));
        relayed = ids(site.rows("SELECT order_id FROM order_relay.order_relay"));
        reviewable = ids(site.rows("SELECT order_id FROM review.reviewable_order"));
        sold = ids(site.rows("SELECT document_id FROM settlement.fact WHERE kind = 'SALE'"));
        clearing = site.number("SELECT SUM(amount) FROM settlement.ledger_line WHERE account = 'SALES_CLEARING'");
        imbalance = site.number("SELECT COUNT(*) FROM (SELECT 1 FROM settlement.ledger_line GROUP BY kind, reference"
                + " HAVING SUM(amount) <> 0) AS uneven");
        refundsBooked = site.number("SELECT COUNT(*) FROM settlement.fact WHERE kind = 'REFUND'");
    }

    static OrderBooks read(OrderSite site) throws SQLException {
        return new OrderBooks(site);
    }

    int size() {
        return orders.size();
    }

    Set<Long> standingAt(Collection<String> statuses) {
        Set<Long> found = new TreeSet<>();
        orders.forEach((id, order) -> {
            if (statuses.contains(order.status())) {
                found.add(id);
            }
        });
        return found;
    }

    /** Each step that some order has made. */
    Set<String> steps() {
        Set<String> steps = new TreeSet<>();
        told.values().forEach(events -> {
            String status = "PENDING_PAYMENT";
            for (Told event : events.subList(1, events.size())) {
                steps.add(status + " -> " + LEADS_TO.get(event.type()));
                status = String.valueOf(LEADS_TO.get(event.type()));
            }
        });
        return steps;
    }

    static Set<String> legalSteps() {
        Set<String> steps = new TreeSet<>();
        LEGAL.forEach((from, tos) -> tos.forEach(to -> steps.add(from + " -> " + to)));
        return steps;
    }

    /** Delivered orders that a view does not show. */
    Set<Long> notReviewable() {
        Set<Long> missing = standingAt(Set.of("DELIVERED"));
        missing.removeAll(reviewable);
        return missing;
    }

    /** Delivered orders that are in no book. */
    Set<Long> notSettled() {
        Set<Long> missing = standingAt(Set.of("DELIVERED"));
        missing.removeAll(sold);
        return missing;
    }

    /** Each order's events tell a legal way from its first version to its present one, and no event is of no order. */
    void checkMoves() {
        assertThat(told.keySet()).as("orders with events").isEqualTo(orders.keySet());
        orders.forEach((id, order) -> {
            List<Told> events = told.getOrDefault(id, List.of());
            assertThat(events.get(0)).as("first of order %d", id).isEqualTo(new Told(1, "OrderPaymentRequested"));
            String status = "PENDING_PAYMENT";
            for (int i = 1; i < events.size(); i++) {
                assertThat(events.get(i).version()).as("version in %s", events).isEqualTo(i + 1L);
                String next = String.valueOf(LEADS_TO.get(events.get(i).type()));
                assertThat(LEGAL.get(status)).as("order %d: %s", id, events).contains(next);
                status = next;
            }
            assertThat(status).as("order %d: %s", id, events).isEqualTo(order.status());
            assertThat(order.version()).as("order %d: %s", id, events).isEqualTo(events.size());
        });
        assertThat(paymentFacts).as("what payments told").isEqualTo(paymentRows);
    }

    /** Nobody was told of what is not so: no acknowledged order or move is missing. */
    void checkPromises(Collection<Long> placed, Collection<Acknowledged> acknowledged) {
        assertThat(orders.keySet()).as("orders").containsAll(placed);
        assertThat(acknowledged)
                .allSatisfy(said -> assertThat(told.getOrDefault(said.order(), List.of()).stream()
                                .map(Told::type))
                        .as("order %d", said.order())
                        .contains(said.fact()));
    }

    /** Once all orders have come to their end: paid once for what was delivered, and not at all for the rest. */
    void checkMoney() {
        long taken = 0;
        long refunded = 0;
        long delivered = 0;
        for (Map.Entry<Long, Stored> entry : orders.entrySet()) {
            List<Paid> paid = payments.getOrDefault(entry.getKey(), List.of());
            assertThat(paid.size()).as("payments of order %d", entry.getKey()).isLessThanOrEqualTo(1);
            boolean arrived = entry.getValue().status().equals("DELIVERED");
            delivered += arrived ? entry.getValue().amount() : 0;
            for (Paid payment : paid) {
                assertThat(payment.amount())
                        .as("order %d", entry.getKey())
                        .isEqualTo(entry.getValue().amount());
                assertThat(payment.status().equals("APPROVED"))
                        .as("order %d is %s, its payment %s", entry.getKey(), entry.getValue(), payment)
                        .isEqualTo(arrived);
                taken += Set.of("APPROVED", "CANCELLED").contains(payment.status()) ? payment.amount() : 0;
                refunded += payment.status().equals("CANCELLED") ? payment.amount() : 0;
            }
        }
        assertThat(orders.keySet()).as("orders that were paid for").containsAll(payments.keySet());
        assertThat(taken - refunded).as("payments less refunds, and deliveries").isEqualTo(delivered);
        assertThat(clearing).as("the ledger").isEqualTo(taken - refunded);
        assertThat(imbalance).as("entries that don't come to zero").isZero();
        assertThat(refundsBooked).as("refunds of delivered orders").isZero();
    }

    /** Each view shows what its source has, and nothing else. */
    void checkViews() {
        Set<Long> delivered = standingAt(Set.of("DELIVERED"));
        assertThat(reviewable).as("orders that may be reviewed").isEqualTo(delivered);
        assertThat(sold).as("orders that were settled").isEqualTo(delivered);
        Set<Long> created = with("OrderCreated");
        assertThat(created)
                .as("orders that were created, of those that are relayed")
                .containsAll(relayed);
        assertThat(relayed).as("orders at the relay").containsAll(with("OrderRelayed"));
        Set<Long> unseen = new HashSet<>(created);
        unseen.removeAll(relayed);
        Set<Long> decided = with("OrderAccepted");
        decided.addAll(with("OrderCancelled"));
        assertThat(decided)
                .as("orders that never came to the relay were accepted or cancelled before")
                .containsAll(unseen);
    }

    private Set<Long> with(String type) {
        Set<Long> found = new TreeSet<>();
        told.forEach((id, events) -> {
            if (events.stream().anyMatch(event -> event.type().equals(type))) {
                found.add(id);
            }
        });
        return found;
    }

    private static Set<Long> ids(List<List<String>> rows) {
        Set<Long> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(Long.valueOf(row.get(0))));
        return ids;
    }

    private static Set<String> pairs(List<List<String>> rows) {
        Set<String> pairs = new TreeSet<>();
        rows.forEach(row -> pairs.add(row.get(0) + " " + row.get(1)));
        return pairs;
    }
}
