package dev.banyan.control.config;

import java.util.List;
import java.util.Objects;

/**
 * One phase, as migration.yaml describes it and as {@code phase start} freezes it in the control store.
 *
 * @param kind what the phase does; says which of the other settings mean anything
 */
public record PhaseDefinition(
        String name,
        String service,
        Kind kind,
        List<RouteRule> routes,
        List<TableMapping> tables,
        Mode mode,
        Ids ids,
        Triggers triggers,
        Conflicts conflicts,
        Fencing fence,
        Gates gates,
        HoldLimits hold,
        After after) {
    public PhaseDefinition {
        // frozen before there were others
        kind = Objects.requireNonNullElse(kind, Kind.MOVE);
        fence = Objects.requireNonNullElse(fence, kind == Kind.RELOCATION ? Fencing.TRIGGERS : Fencing.NONE);
        routes = List.copyOf(routes);
        tables = List.copyOf(tables);
    }

    /** A capability's move, without triggers. */
    public PhaseDefinition(
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
        this(
                name,
                service,
                Kind.MOVE,
                routes,
                tables,
                mode,
                ids,
                triggers,
                conflicts,
                Fencing.NONE,
                gates,
                hold,
                after);
    }

    /** The same phase with other tables. */
    public PhaseDefinition withTables(List<TableMapping> others) {
        return new PhaseDefinition(
                name, service, kind, routes, others, mode, ids, triggers, conflicts, fence, gates, hold, after);
    }

    /** The same phase with another end. */
    public PhaseDefinition withAfter(After other) {
        return new PhaseDefinition(
                name, service, kind, routes, tables, mode, ids, triggers, conflicts, fence, gates, hold, other);
    }

    /** Whether it only tells others what changes: one stream, one way, into no database that sync could see. */
    public boolean feed() {
        return kind == Kind.FEED || kind == Kind.OUTBOX;
    }

    /** Whether it only moves reads, to a service that learns what it shows from elsewhere: a feed without tables, and without a stream. */
    public boolean routesOnly() {
        return kind == Kind.FEED && tables.isEmpty();
    }

    /** Whether it publishes the events that its service writes into a table of its own. */
    public boolean outbox() {
        return kind == Kind.OUTBOX;
    }

    /** Whether who writes past the proxies is refused at the side that does not own, and from the hold on at the side that is left. */
    public boolean refusesWriters() {
        return fence == Fencing.TRIGGERS;
    }

    /** Whether it moves the whole monolith to another database server. */
    public boolean relocation() {
        return kind == Kind.RELOCATION;
    }

    /** What a phase does. */
    public enum Kind {
        /** Reads and writes of a capability go over to a service, and its tables with them. */
        MOVE,
        /**
         * A one-way stream of changes to a service that keeps its own view. Routes shift reads only; mode, ids, triggers,
         * conflicts and hold mean nothing. Without tables there is no stream: the service learns from events.
         */
        FEED,
        /**
         * A one-way stream out of a service's own database: the rows of one table, its outbox, are published as events. It has
         * no routes, so that nothing shifts.
         */
        OUTBOX,
        /**
         * The whole monolith, the same application and schema, goes over to another database server. Routes and tables are
         * everything; in migration.yaml it has no tables, they are read from the monolith's schema when it starts.
         */
        RELOCATION
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

    /** What happens to those who write past the proxies, such as batches and procedures. */
    public enum Fencing {
        /** What they write at the side that does not own is reported, and sent back. */
        NONE,
        /** Triggers refuse them there. */
        TRIGGERS
    }

    /** What becomes of the monolith's tables at {@code phase complete}. */
    public enum After {
        /** The reverse stream goes on, so that the monolith's readers stay current; its own writes are refused. */
        SYNC,
        /** Left as they are; nothing is synchronised any more. */
        KEEP
    }
}
