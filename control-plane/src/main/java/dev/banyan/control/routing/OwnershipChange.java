package dev.banyan.control.routing;

import dev.banyan.control.config.RouteRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a change of routing changes the owner of any key. Store and proxies both ask it and refuse such a
 * revision unless it bears the journal id of the shift that does it.
 */
public final class OwnershipChange {
    private OwnershipChange() {}

    /** The changes that need a shift, in words; empty when anybody may store this revision. */
    public static List<String> between(RoutingDocument old, RoutingDocument next) {
        List<String> changes = new ArrayList<>();
        for (String name : union(old, next)) {
            PhaseRouting before = old.phases().get(name);
            PhaseRouting after = next.phases().get(name);
            int splitBefore = before == null ? 0 : before.split();
            int splitAfter = after == null ? 0 : after.split();
            if (splitBefore != splitAfter) {
                changes.add("split of " + name + ": " + splitBefore + " -> " + splitAfter);
            }
            if (before == null || after == null) {
                continue;
            }
            if (!Objects.equals(before.shift(), after.shift())) {
                changes.add("shift of " + name);
            }
            if (splitBefore > 0 && !sameKeys(before, after)) {
                changes.add("routes or key rule of " + name);
            }
        }
        Map<String, String> owners = paths(old);
        paths(next).forEach((path, phase) -> {
            String other = owners.get(path);
            if (other != null && !other.equals(phase) && (split(old, other) > 0 || split(next, phase) > 0)) {
                changes.add("path " + path + " moves from " + other + " to " + phase);
            }
        });
        return changes;
    }

    /** As {@link #between}, but for the one phase that a shift may change. */
    public static List<String> beyond(RoutingDocument old, RoutingDocument next, @Nullable String phase) {
        return between(old, next).stream()
                .filter(change -> phase == null
                        || !(change.equals("shift of " + phase) || change.startsWith("split of " + phase + ":")))
                .toList();
    }

    private static boolean sameKeys(PhaseRouting before, PhaseRouting after) {
        return before.routes().equals(after.routes())
                && before.keyRule() == after.keyRule()
                && before.kind() == after.kind()
                && before.service().equals(after.service());
    }

    private static int split(RoutingDocument document, String phase) {
        PhaseRouting routing = document.phases().get(phase);
        return routing == null ? 0 : routing.split();
    }

    private static Map<String, String> paths(RoutingDocument document) {
        Map<String, String> paths = new HashMap<>();
        document.phases().forEach((name, phase) -> {
            for (RouteRule route : phase.routes()) {
                paths.put(route.path(), name);
            }
        });
        return paths;
    }

    private static Set<String> union(RoutingDocument old, RoutingDocument next) {
        Set<String> names = new TreeSet<>(old.phases().keySet());
        names.addAll(next.phases().keySet());
        return names;
    }
}
