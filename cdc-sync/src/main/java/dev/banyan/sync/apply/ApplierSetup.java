package dev.banyan.sync.apply;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.fence.ShiftOutcomes;
import dev.banyan.sync.mapping.RowMapping;
import java.util.List;

/**
 * What an applier works on.
 *
 * @param stream such as {@code payments.forward}
 * @param opposite the stream the other way
 * @param targetIsMariaDb else MySQL
 */
public record ApplierSetup(
        PhaseDefinition phase,
        Direction direction,
        String stream,
        String opposite,
        Database source,
        Database target,
        boolean targetIsMariaDb,
        List<RowMapping> mappings,
        ShiftOutcomes outcomes) {
    public ApplierSetup {
        mappings = List.copyOf(mappings);
    }
}
