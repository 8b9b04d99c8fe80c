package dev.banyan.kit.source;

import java.time.LocalDateTime;
import java.util.List;

/** A copy of a source's rows that keeps each row's version. Writes are safe beside one another: the newest version stays. */
public interface View {

    /** The version that the view has of it, tombstones too; 0 when it has none. */
    long version(String id);

    /**
     * Writes those rows, or tombstones, that are newer than what the view has.
     *
     * @param rows each of another id
     * @param again also those of the same version: to repair what was written wrongly
     */
    void write(List<SourceRow> rows, boolean again);

    /** Ids after this one, in order, of rows that changed before that time, tombstones too. */
    List<String> unchangedSince(LocalDateTime before, String after, int limit);

    /** Deletes the row, or its tombstone, unless it has changed at that time or later; whether it did. */
    boolean remove(String id, LocalDateTime unchangedSince);
}
