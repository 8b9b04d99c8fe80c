package dev.banyan.control.routing;

import dev.banyan.control.cohort.Cohorts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole routing of a migration.
 *
 * @param upstreams instances by side: {@value #MONOLITH} and each service's name
 * @param phases by name; paths of no phase go to the monolith
 */
public record RoutingDocument(Map<String, List<String>> upstreams, Map<String, PhaseRouting> phases) {
    /** The name of the monolith's upstream. */
    public static final String MONOLITH = "monolith";

    public static final RoutingDocument EMPTY = new RoutingDocument(Map.of(), Map.of());

    public RoutingDocument {
        upstreams = Collections.unmodifiableMap(new LinkedHashMap<>(upstreams));
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        for (Map.Entry<String, PhaseRouting> phase : phases.entrySet()) {
            if (!upstreams.containsKey(phase.getValue().service())) {
                throw new IllegalArgumentException("Phase '" + phase.getKey() + "' routes to '"
                        + phase.getValue().service() + "', which has no upstream.");
            }
        }
    }

    /** The phase that moves the whole monolith to another server. */
    public Optional<PhaseRouting> relocation() {
        return phases.values().stream().filter(PhaseRouting::relocation).findFirst();
    }

    /** The upstream of a phase's side MONOLITH: where the monolith has been relocated to, once it is there. */
    public String home(PhaseRouting phase) {
        return phase.relocation()
                ? MONOLITH
                : relocation()
                        .filter(moved -> moved.split() == Cohorts.COUNT)
                        .map(PhaseRouting::service)
                        .orElse(MONOLITH);
    }

    public RoutingDocument withPhase(String name, PhaseRouting phase) {
        Map<String, PhaseRouting> changed = new LinkedHashMap<>(phases);
        changed.put(name, phase);
        return new RoutingDocument(upstreams, changed);
    }

    public RoutingDocument withoutPhase(String name) {
        Map<String, PhaseRouting> changed = new LinkedHashMap<>(phases);
        changed.remove(name);
        return new RoutingDocument(upstreams, changed);
    }

    public RoutingDocument withUpstream(String name, List<String> addresses) {
        Map<String, List<String>> changed = new LinkedHashMap<>(upstreams);
        changed.put(name, List.copyOf(addresses));
        return new RoutingDocument(changed, phases);
    }
}
