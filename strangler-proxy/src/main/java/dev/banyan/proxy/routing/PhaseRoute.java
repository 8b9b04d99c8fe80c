package dev.banyan.proxy.routing;

import dev.banyan.control.config.RouteRule;
import dev.banyan.control.routing.PhaseRouting;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One route of a phase, made ready for requests.
 *
 * @param home the upstream of the side MONOLITH
 */
record PhaseRoute(
        String phase,
        PhaseRouting routing,
        String home,
        RouteRule rule,
        PathPattern pattern,
        @Nullable PathPattern rewrite) {
    /** They change nothing, whatever a route says of reads. */
    private static final Set<String> NEVER_WRITES = Set.of("OPTIONS", "TRACE");

    static PhaseRoute of(String phase, PhaseRouting routing, String home, RouteRule rule) {
        String rewrite = rule.rewrite();
        return new PhaseRoute(
                phase,
                routing,
                home,
                rule,
                PathPattern.parse(rule.path()),
                rewrite == null ? null : PathPattern.parse(rewrite));
    }

    boolean writes(String method) {
        return !rule.reads().contains(method) && !NEVER_WRITES.contains(method);
    }
}
