package dev.banyan.sync.change;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row changed in the source.
 *
 * @param before null for an insert
 * @param after null for a delete
 * @param sourceMillis when, by the source's clock, since the epoch
 */
public record Change(
        String table,
        Kind kind,
        @Nullable Row before,
        @Nullable Row after,
        long sourceMillis) {
    /** A changed primary key arrives as a delete and an insert. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    public Row oldRow() {
        return Objects.requireNonNull(before, "An insert has no row before.");
    }

    public Row newRow() {
        return Objects.requireNonNull(after, "A delete has no row after.");
    }

    /** The row by which the change is known: as it is, or was. */
    public Row row() {
        return after != null ? after : oldRow();
    }
}
