package dev.banyan.control.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole of migration.yaml. Phases and services keep the order of the file.
 *
 * @param events null where no phase publishes an outbox
 */
public record Migration(
        String name,
        DatabaseAddress control,
        ProxySettings proxy,
        Site monolith,
        Map<String, Site> services,
        Map<String, PhaseDefinition> phases,
        @Nullable EventSettings events) {

    /** A migration without events. */
    public Migration(
            String name,
            DatabaseAddress control,
            ProxySettings proxy,
            Site monolith,
            Map<String, Site> services,
            Map<String, PhaseDefinition> phases) {
        this(name, control, proxy, monolith, services, phases, null);
    }

    public Optional<PhaseDefinition> phase(String phase) {
        return Optional.ofNullable(phases.get(phase));
    }

    /** The site of a phase's service; the reader of the file has made sure that it exists. */
    public Site serviceOf(PhaseDefinition phase) {
        Site site = services.get(phase.service());
        if (site == null) {
            throw new IllegalArgumentException(
                    "Phase '" + phase.name() + "' names unknown service '" + phase.service() + "'.");
        }
        return site;
    }
}
