package dev.banyan.control.routing;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.RouteRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Routing documents for tests. */
public final class Documents {
    private Documents() {}

    public static PhaseRouting payments(int split) {
        RouteRule route = new RouteRule(
                "/api/payments/**", List.of(new KeySource(KeySource.Kind.HEADER, "X-Member-Id")), Set.of("GET"), null);
        return new PhaseRouting(
                "payment",
                List.of(route),
                PhaseDefinition.Mode.KEYED,
                KeyRule.INTEGER,
                HoldLimits.DEFAULT,
                split,
                null);
    }

    public static RoutingDocument withPayments(int split) {
        return new RoutingDocument(
                Map.of("monolith", List.of("http://m"), "payment", List.of("http://p")),
                Map.of("payments", payments(split)));
    }
}
