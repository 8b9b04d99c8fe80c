package dev.banyan.control.relocation;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.Site;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.routing.RoutingDocument;
import java.util.Collection;

/**
 * Where the monolith lives: at migration.yaml's {@code monolith} until a relocation has taken all of it, then at the
 * relocation's service, for good or until it is rolled back.
 *
 * @param name {@code monolith}, or the service's name
 */
public record Home(String name, Site site) {

    /** The home as every phase but a relocation sees it. */
    public static Home now(Migration migration, Collection<Phase> phases) {
        return phases.stream()
                .filter(phase -> phase.definition().relocation() && phase.split() == Cohorts.COUNT)
                .findFirst()
                .map(phase -> new Home(phase.definition().service(), migration.serviceOf(phase.definition())))
                .orElseGet(() -> monolith(migration));
    }

    /** What a phase calls the monolith: to a relocation that is the place which it leaves. */
    public static Home of(Migration migration, Collection<Phase> phases, PhaseDefinition phase) {
        return phase.relocation() ? monolith(migration) : now(migration, phases);
    }

    private static Home monolith(Migration migration) {
        return new Home(RoutingDocument.MONOLITH, migration.monolith());
    }
}
