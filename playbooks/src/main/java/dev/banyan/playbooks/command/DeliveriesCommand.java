package dev.banyan.playbooks.command;

import dev.banyan.cli.session.Session;
import dev.banyan.playbooks.check.Databases;
import dev.banyan.playbooks.site.Places;
import java.util.Collections;
import java.util.HashSet;
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
        Set<Long> delivered = new HashSet<>(
                Databases.read(places.service("orders"), DELIVERED, row -> row.getLong(1), Lately.seconds(last)));
        long unheard = delivered.isEmpty() ? 0 : unheard(places, delivered);
        session.output().print(new Deliveries(delivered.size(), unheard));
        return 0;
    }

    private static long unheard(Places places, Set<Long> delivered) {
        Set<Long> known = new HashSet<>(Databases.read(
                places.service("review"),
                KNOWN,
                row -> row.getLong(1),
                Collections.min(delivered),
                Collections.max(delivered)));
        return delivered.stream().filter(order -> !known.contains(order)).count();
    }
}
