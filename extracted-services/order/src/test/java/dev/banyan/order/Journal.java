package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.order.lifecycle.Command;
import dev.banyan.order.lifecycle.Lifecycle;
import dev.banyan.order.lifecycle.OrderStatus;
import dev.banyan.order.lifecycle.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the orders of a database against what was told of them. */
final class Journal {

    private static final Map<String, OrderStatus> LEADS_TO = Map.of(
            "OrderCreated", OrderStatus.CREATED,
            "OrderRelayed", OrderStatus.RELAYED,
            "OrderAccepted", OrderStatus.ACCEPTED,
            "OrderDispatched", OrderStatus.DELIVERING,
            "OrderDelivered", OrderStatus.DELIVERED,
            "OrderCancelled", OrderStatus.CANCELLED);

    private record Told(long version, String type) {}

    private record Stored(long id, long version, String status) {}

    private final Map<Long, List<Told>> told = new TreeMap<>();
    private final List<Stored> orders;

    private Journal(JdbcClient sql) {
        sql.sql("SELECT aggregate_id, aggregate_version, type FROM outbox ORDER BY aggregate_version, id")
                .query(row -> {
                    told.computeIfAbsent(Long.parseLong(row.getString(1)), id -> new ArrayList<>())
                            .add(new Told(row.getLong(2), row.getString(3)));
                });
        orders = sql.sql("SELECT id, version, IF(status = 'CREATED' AND relayed_at IS NOT NULL, 'RELAYED',"
                        + " IF(status = 'ACCEPTED' AND dispatched_at IS NOT NULL, 'DELIVERING', status)) AS status"
                        + " FROM customer_order")
                .query((row, number) -> new Stored(row.getLong(1), row.getLong(2), row.getString(3)))
                .list();
    }

    static Journal read(JdbcClient sql) {
        return new Journal(sql);
    }

    int size() {
        return orders.size();
    }

    List<String> types(long order) {
        return told.getOrDefault(order, List.of()).stream().map(Told::type).toList();
    }

    /** Each step that some order has made, like {@code CREATED -> ACCEPTED}. */
    Set<String> steps() {
        Set<String> steps = new TreeSet<>();
        for (List<Told> events : told.values()) {
            OrderStatus status = OrderStatus.PENDING_PAYMENT;
            for (Told event : events.subList(1, events.size())) {
                OrderStatus next = LEADS_TO.get(event.type());
                steps.add(status + " -> " + next);
                status = next;
            }
        }
        return steps;
    }

    /** Each step that the table of moves has. */
    static Set<String> legalSteps() {
        Set<String> steps = new TreeSet<>();
        for (OrderStatus status : OrderStatus.values()) {
            for (Command command : Command.values()) {
                if (Lifecycle.decide(status, command) instanceof Verdict.Move move) {
                    steps.add(status + " -> " + move.to());
                }
            }
        }
        return steps;
    }

    /** Each order's events tell a legal way from its first version to its present one, and no event is of no order. */
    void check() {
        assertThat(told.keySet())
                .as("orders with events")
                .containsExactlyInAnyOrderElementsOf(
                        orders.stream().map(Stored::id).toList());
        orders.forEach(this::check);
    }

    private void check(Stored order) {
        List<Told> events = told.getOrDefault(order.id(), List.of());
        assertThat(events.get(0)).as("first of order %d", order.id()).isEqualTo(new Told(1, "OrderPaymentRequested"));
        OrderStatus status = OrderStatus.PENDING_PAYMENT;
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i).version()).as("version in %s", events).isEqualTo(i + 1L);
            OrderStatus next = LEADS_TO.get(events.get(i).type());
            assertThat(legalSteps()).as("order %d: %s", order.id(), events).contains(status + " -> " + next);
            status = next;
        }
        assertThat(status.name()).as("order %d: %s", order.id(), events).isEqualTo(order.status());
        assertThat(order.version()).as("order %d: %s", order.id(), events).isEqualTo(events.size());
    }
}
