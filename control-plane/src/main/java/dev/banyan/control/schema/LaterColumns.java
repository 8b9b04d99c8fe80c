package dev.banyan.control.schema;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns that the monolith's tables were given after a phase started: not mapped, so neither synchronised nor compared.
 * Starting the phase has made sure that there were none then. A relocation may not have any.
 */
public final class LaterColumns {
    private LaterColumns() {}

    /** The plan of a started phase, without such columns. */
    public static PhasePlan.Resolution resolveWithout(
            PhaseDefinition phase, SchemaShape monolith, SchemaShape service) {
        List<TableMapping> tables = phase.tables().stream()
                .map(mapping -> without(mapping, in(phase, mapping, monolith, service)))
                .toList();
        return PhasePlan.resolve(phase.withTables(tables), monolith, service);
    }

    /** What such columns of a started phase are called, with their tables. */
    public static List<String> names(PhaseDefinition phase, SchemaShape monolith, SchemaShape service) {
        List<String> names = new ArrayList<>();
        for (TableMapping mapping : phase.tables()) {
            in(phase, mapping, monolith, service).forEach(column -> names.add(mapping.from() + "." + column.name()));
        }
        return names;
    }

    private static List<ColumnShape> in(
            PhaseDefinition phase, TableMapping mapping, SchemaShape monolith, SchemaShape service) {
        TableShape from = monolith.table(mapping.from()).orElse(null);
        TableShape to = service.table(mapping.to()).orElse(null);
        if (phase.relocation() || from == null || to == null) {
            return List.of();
        }
        return from.columns().stream()
                .filter(column -> column.optional()
                        && mapping.columns().keySet().stream().noneMatch(column.name()::equalsIgnoreCase)
                        && to.column(column.name()).isEmpty())
                .toList();
    }

    private static TableMapping without(TableMapping mapping, List<ColumnShape> later) {
        Map<String, ColumnMapping> columns = new LinkedHashMap<>(mapping.columns());
        later.forEach(column -> columns.put(column.name(), new ColumnMapping(null, true, null, Map.of())));
        return new TableMapping(mapping.from(), mapping.to(), mapping.cohort(), columns, mapping.constants());
    }
}
