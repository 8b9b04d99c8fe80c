package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private static final String SELECT = "SELECT COUNT(*), COALESCE(SUM(r.order_id IS NULL), 0) FROM orders.outbox o"
            + " LEFT JOIN review.reviewable_order r ON r.order_id = CAST(o.aggregate_id AS UNSIGNED)"
            + " WHERE o.type = 'OrderDelivered' AND JSON_VALUE(o.attributes, '$.memberId') IS NOT NULL"
            + " AND o.occurred_at BETWEEN UTC_TIMESTAMP(6) - INTERVAL ? SECOND AND UTC_TIMESTAMP(6) - INTERVAL 3 SECOND";

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
        DatabaseAddress services = DemoStack.places(session).schema("services", "orders");
        try (Connection connection = DemoStack.connect(services);
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, Lately.seconds(last));
            try (ResultSet found = select.executeQuery()) {
                found.next();
                session.output().print(new Deliveries(found.getLong(1), found.getLong(2)));
            }
            return 0;
        } catch (SQLException e) {
            throw CommandFailure.unreachable("Can't read the services' databases at " + services.host() + ":"
                    + services.port() + ": " + e.getMessage() + ". See: banyan stack status");
        }
    }
}
