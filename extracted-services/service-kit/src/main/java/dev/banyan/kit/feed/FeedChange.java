package dev.banyan.kit.feed;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row. An INSERT or SNAPSHOT has only the row after it, a DELETE only the one before, an UPDATE both.
 *
 * @param at when the source committed it
 */
public record FeedChange(
        String table,
        Kind kind,
        @Nullable FeedRow before,
        @Nullable FeedRow after,
        Instant at) {

    /** What happened to the row. */
    public enum Kind {
        /** A row that was there when the first copy was made. */
        SNAPSHOT,
        INSERT,
        UPDATE,
        DELETE
    }

    public FeedChange {
        boolean needsBefore = kind == Kind.UPDATE || kind == Kind.DELETE;
        if (needsBefore && before == null) {
            throw new BadBatch("A change of kind " + kind + " of table '" + table + "' has no row 'before'");
        }
        if (kind != Kind.DELETE && after == null) {
            throw new BadBatch("A change of kind " + kind + " of table '" + table + "' has no row 'after'");
        }
    }

    /** The row as it is now, or as it was before it was deleted. */
    public FeedRow row() {
        return Objects.requireNonNull(kind == Kind.DELETE ? before : after);
    }
}
