package dev.banyan.kit.source;

import java.time.LocalDateTime;
import tools.jackson.databind.JsonNode;

/**
 * A row of the source, or its tombstone.
 *
 * @param version the source's; the same version is the same row
 * @param updatedAt wall time of the source
 * @param values by column, an object; empty for a tombstone
 */
public record SourceRow(String id, long version, LocalDateTime updatedAt, boolean deleted, JsonNode values) {

    public SourceRow {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A row of a source has an empty id");
        }
        if (!values.isObject()) {
            throw new IllegalArgumentException("Row " + id + " of a source has no object of values: " + values);
        }
    }
}
