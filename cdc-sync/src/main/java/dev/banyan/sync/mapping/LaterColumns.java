package dev.banyan.sync.mapping;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.ColumnShape;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.schema.TableShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns that the monolith's tables were given after the phase started: not mapped, so neither synchronised nor compared. */
public final class LaterColumns {
    private LaterColumns() {}

    /** The plan of a phase without such columns; starting the phase has made sure that there were none then. */
    public static PhasePlan.Resolution resolveWithout(
            PhaseDefinition phase, SchemaShape monolith, SchemaShape service) {
        return PhasePlan.resolve(dropped(phase, monolith, service), monolith, service);
    }

    private static PhaseDefinition dropped(PhaseDefinition phase, SchemaShape monolith, SchemaShape service) {
        List<TableMapping> tables = phase.tables().stream()
                .map(mapping -> dropped(mapping, monolith, service))
                .toList();
        return phase.withTables(tables);
    }

    private static TableMapping dropped(TableMapping mapping, SchemaShape monolith, SchemaShape service) {
        TableShape from = monolith.table(mapping.from()).orElse(null);
        TableShape to = service.table(mapping.to()).orElse(null);
        if (from == null || to == null) {
            return mapping;
        }
        Map<String, ColumnMapping> columns = new LinkedHashMap<>(mapping.columns());
        for (ColumnShape column : from.columns()) {
            if (column.optional()
                    && mapping.columns().keySet().stream().noneMatch(column.name()::equalsIgnoreCase)
                    && to.column(column.name()).isEmpty()) {
                columns.put(column.name(), new ColumnMapping(null, true, null, Map.of()));
            }
        }
        return new TableMapping(mapping.from(), mapping.to(), mapping.cohort(), columns, mapping.constants());
    }
}
