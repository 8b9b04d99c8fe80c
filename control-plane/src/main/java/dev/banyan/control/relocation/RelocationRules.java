package dev.banyan.control.relocation;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import java.util.Collection;
import java.util.List;

/** What a relocation and the other phases of a migration owe each other. */
public final class RelocationRules {
    private RelocationRules() {}

    /**
     * Why a phase may not be started or moved now, each with what to do; empty when it may.
     *
     * @param started all phases of the control store
     * @param moves whether it is to be moved, not just started
     */
    public static List<String> against(PhaseDefinition phase, Collection<Phase> started, boolean moves) {
        if (!phase.relocation()) {
            return started.stream()
                    .filter(other -> other.definition().relocation())
                    .filter(other -> other.state() == PhaseState.SHIFTING || other.state() == PhaseState.CUT_OVER)
                    .map(other -> "The monolith is being relocated: '" + other.name() + "' is " + other.state()
                            + ". Run first: banyan phase complete " + other.name() + ", or: banyan phase rollback "
                            + other.name())
                    .toList();
        }
        return started.stream()
                .filter(other -> moves && !other.name().equals(phase.name()))
                .filter(other -> other.state() != PhaseState.COMPLETE || streamsOut(other))
                .map(other -> other.state() == PhaseState.COMPLETE
                        ? "The feed '" + other.name()
                                + "' still reads the database that would be left, and could not go"
                                + " on from its place at another. Relocate before feeds are started."
                        : "Phase '" + other.name() + "' is " + other.state()
                                + "; the monolith is relocated only while no other phase is under way. Run first: banyan"
                                + " phase complete " + other.name() + ", or take it back: banyan phase cancel "
                                + other.name())
                .toList();
    }

    private static boolean streamsOut(Phase phase) {
        return phase.definition().kind() == PhaseDefinition.Kind.FEED
                && phase.definition().after() == After.SYNC;
    }
}
