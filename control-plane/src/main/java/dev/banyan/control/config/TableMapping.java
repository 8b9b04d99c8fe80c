package dev.banyan.control.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One table of a phase.
 *
 * @param from the monolith's table
 * @param to the service's table
 * @param cohort the monolith's column that holds the cohort key; null only in a phase of mode whole
 * @param columns by the monolith's column; columns not named copy by name
 * @param constants columns that only the service's table has, with their value
 */
public record TableMapping(
        String from,
        String to,
        @Nullable String cohort,
        Map<String, ColumnMapping> columns,
        Map<String, String> constants) {
    public TableMapping {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** The service's name of a monolith's column; null when the column is dropped. */
    public @Nullable String target(String column) {
        ColumnMapping mapping = columns.get(column);
        if (mapping == null) {
            return column;
        }
        if (mapping.drop()) {
            return null;
        }
        String to = mapping.to();
        return to == null ? column : to;
    }
}
