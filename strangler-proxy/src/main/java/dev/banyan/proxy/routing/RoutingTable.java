package dev.banyan.proxy.routing;

import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One revision, made ready for requests. Immutable; decisions depend on nothing else, but for a feed's on chance. */
public final class RoutingTable {
    private final Revision revision;
    private final List<String> monolith;
    private final PathIndex index = new PathIndex();
    private @Nullable PhaseRoute relocation;

    private RoutingTable(Revision revision, List<String> monolith) {
        this.revision = revision;
        this.monolith = monolith;
    }

    /**
     * Builds the table of a revision.
     *
     * @param monolith the monolith's addresses, for a document that does not name them yet
     * @throws IllegalArgumentException when the document is no routing that this proxy can follow
     */
    public static RoutingTable of(Revision revision, List<String> monolith) {
        RoutingDocument document = revision.document();
        List<String> named = document.upstreams().getOrDefault(RoutingDocument.MONOLITH, monolith);
        RoutingTable table = new RoutingTable(revision, named);
        document.upstreams().forEach((name, addresses) -> {
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("Upstream '" + name + "' has no address.");
            }
        });
        document.phases().forEach((name, phase) -> {
            if (!phase.readsOnly() && phase.mode() == Mode.KEYED && phase.keyRule() == null) {
                throw new IllegalArgumentException("Phase '" + name + "' is keyed and has no key rule.");
            }
            for (RouteRule rule : phase.routes()) {
                table.add(PhaseRoute.of(name, phase, document.home(phase), rule));
            }
        });
        return table;
    }

    private void add(PhaseRoute route) {
        index.add(route);
        if (route.routing().relocation()) {
            relocation = route;
        }
    }

    public Revision revision() {
        return revision;
    }

    public Map<String, PhaseRouting> phases() {
        return revision.document().phases();
    }

    /** The addresses of an upstream that a decision of this table named; never empty. */
    public List<String> addresses(String upstream) {
        return upstream.equals(RoutingDocument.MONOLITH)
                ? monolith
                : revision.document().upstreams().getOrDefault(upstream, List.of());
    }

    /** The phase that is being shifted and its shift; one at a time. */
    public Optional<Map.Entry<String, ShiftInForce>> shift() {
        for (Map.Entry<String, PhaseRouting> phase : phases().entrySet()) {
            ShiftInForce shift = phase.getValue().shift();
            if (shift != null) {
                return Optional.of(Map.entry(phase.getKey(), shift));
            }
        }
        return Optional.empty();
    }

    /** Where this request goes. */
    public Decision decide(RequestFacts request) {
        try {
            RequestPath path = RequestPath.parse(request.rawPath());
            PhaseRoute route = owner(index.find(path), request);
            return route == null
                    ? new Decision.Unrouted("the path belongs to no phase")
                    : Choice.of(request, route, path);
        } catch (IllegalArgumentException e) {
            return new Decision.Refused(400, "Bad request", String.valueOf(e.getMessage()), null);
        }
    }

    /** A feed shifts reads alone: its writes are the monolith's, and move when all of that moves. */
    private @Nullable PhaseRoute owner(@Nullable PhaseRoute found, RequestFacts request) {
        return found != null && relocation != null && found.routing().readsOnly() && found.writes(request.method())
                ? relocation
                : found;
    }
}
