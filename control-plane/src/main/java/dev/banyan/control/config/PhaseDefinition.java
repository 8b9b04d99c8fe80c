package dev.banyan.control.config;

import java.util.List;

/** One capability's move, as migration.yaml describes it and as {@code phase start} freezes it in the control store. */
public record PhaseDefinition(
        String name,
        String service,
        List<RouteRule> routes,
        List<TableMapping> tables,
        Mode mode,
        Ids ids,
        Triggers triggers,
        Conflicts conflicts,
        Gates gates,
        HoldLimits hold,
        After after) {
    public PhaseDefinition {
        routes = List.copyOf(routes);
        tables = List.copyOf(tables);
    }

    /** What a shift moves. */
    public enum Mode {
        /** Reads and writes of a key move together, cohort by cohort. */
        KEYED,
        /** Everything moves at once: a split of 0 or 100 %. */
        WHOLE
    }

    /** How the two sides keep from giving the same id twice. */
    public enum Ids {
        /** {@code auto_increment_increment=2}, odd ids from the monolith's server and even ones from the service's. */
        INTERLEAVE,
        /** Applications make their ids. */
        EXTERNAL
    }

    /** Whether the target's triggers act on synchronised rows. */
    public enum Triggers {
        FIRE,
        GUARD
    }

    /** What happens to an owner's change that meets a row which is neither its before nor its after image. */
    public enum Conflicts {
        /** Recorded, and the owner's row applied. */
        OWNER_WINS,
        /** Recorded and quarantined. */
        QUARANTINE
    }

    /** What becomes of the monolith's tables at {@code phase complete}. */
    public enum After {
        /** The reverse stream goes on, so that the monolith's readers stay current; its own writes are refused. */
        SYNC,
        /** Left as they are; nothing is synchronised any more. */
        KEEP
    }
}
