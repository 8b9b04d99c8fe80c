package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.playbooks.site.Places;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        try {
            Set<Long> delivered = ids(places.service("orders"), DELIVERED, Lately.seconds(last));
            Set<Long> unheard = new HashSet<>(delivered);
            if (!delivered.isEmpty()) {
                unheard.removeAll(
                        ids(places.service("review"), KNOWN, Collections.min(delivered), Collections.max(delivered)));
            }
            session.output().print(new Deliveries(delivered.size(), unheard.size()));
            return 0;
        } catch (SQLException e) {
            throw CommandFailure.unreachable(
                    "Can't read the services' databases: " + e.getMessage() + ". See: banyan stack status");
        }
    }

    private static Set<Long> ids(DatabaseAddress database, String sql, long... parameters) throws SQLException {
        try (Connection connection = DemoStack.connect(database);
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setLong(i + 1, parameters[i]);
            }
            Set<Long> ids = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }
}
