package dev.banyan.playbooks.command;

import dev.banyan.cli.session.Session;
import dev.banyan.playbooks.site.Places;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds what orders say of deliveries against what reviews have heard. */
@Command(
        name = "deliveries",
        description = "How many of the orders that members were brought lately the review service has not heard of.",
        mixinStandardHelpOptions = true)
final class DeliveriesCommand implements Callable<Integer> {
    /** A delivery of the last three seconds may still be on its way. */
    private static final String DELIVERED = "SELECT CAST(aggregate_id AS UNSIGNED) FROM outbox"
            + " WHERE type = 'OrderDelivered' AND JSON_VALUE(attributes, '$.memberId') IS NOT NULL"
            + " AND occurred_at BETWEEN UTC_TIMESTAMP(6) - INTERVAL ? SECOND AND UTC_TIMESTAMP(6) - INTERVAL 3 SECOND";

    private static final String KNOWN = "SELECT order_id FROM reviewable_order WHERE order_id BETWEEN ? AND ?";

    private final Session session;

    @Option(names = "--last", paramLabel = "DURATION", description = "How lately; default: ${DEFAULT-VALUE}.")
    private String last = "60s";

    DeliveriesCommand(Session session) {
        this.session = session;
    }

    /**
     * @param delivered orders of members; guests can't review
     * @param unheard of those, the ones that the review service does not know
     */
    record Deliveries(long delivered, long unheard) {}

    @Override
    public Integer call() {
        Places places = DemoStack.places(session);
        Set<Long> delivered = new HashSet<>();
        DemoStack.read(
                places.service("orders"),
                DELIVERED,
                List.of(Lately.seconds(last)),
                row -> delivered.add(row.getLong(1)));
        Set<Long> unheard = new HashSet<>(delivered);
        if (!delivered.isEmpty()) {
            DemoStack.read(
                    places.service("review"),
                    KNOWN,
                    List.of(Collections.min(delivered), Collections.max(delivered)),
                    row -> unheard.remove(row.getLong(1)));
        }
        session.output().print(new Deliveries(delivered.size(), unheard.size()));
        return 0;
    }
}
