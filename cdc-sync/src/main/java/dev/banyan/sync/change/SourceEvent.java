package dev.banyan.sync.change;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a source says, in its order. */
public sealed interface SourceEvent {
    /** A row of the first copy. */
    record SnapshotRow(Change change) implements SourceEvent {}

    /** The first copy is complete; changes from {@code offset} on follow. */
    record SnapshotEnd(Map<String, Object> offset) implements SourceEvent {}

    /**
     * A committed transaction.
     *
     * @param changes rows of captured tables in source order; empty when another stream's applier made it
     * @param offset the place right behind it
     */
    record Transaction(List<Change> changes, Map<String, Object> offset) implements SourceEvent {
        public Transaction {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A row of a committed transaction by itself, for who does not care what else belongs to it.
     *
     * @param offset the place right behind it, in mid-transaction as it may be
     */
    record CommittedRow(Change change, Map<String, Object> offset) implements SourceEvent {}

    /**
     * Tables of the source were changed.
     *
     * @param statement the DDL
     * @param tables the changed tables of the captured schema, and those that are gone
     * @param columns what columns each table that is still there has now
     */
    record SchemaChange(String statement, Set<String> tables, Map<String, Set<String>> columns)
            implements SourceEvent {}
}
