package dev.banyan.control.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one column of the monolith's table reaches the service's.
 *
 * @param to the service's column; null when dropped or of the same name
 * @param drop the service has no such column
 * @param reverse for a dropped column: an SQL literal for inserts on the way back (updates keep what the monolith has)
 * @param values value map, monolith's value to service's; empty when values are copied. A value outside the map is a
 *     data error (quarantine); NULL maps to NULL
 */
public record ColumnMapping(
        @Nullable String to, boolean drop, @Nullable String reverse, Map<String, String> values) {
    public ColumnMapping {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        if (drop && (to != null || !values.isEmpty())) {
            throw new IllegalArgumentException("a dropped column has neither 'to' nor 'values'.");
        }
        if (new LinkedHashSet<>(values.values()).size() != values.size()) {
            throw new IllegalArgumentException(
                    "two values map to the same one, so the way back is ambiguous; make them differ.");
        }
    }
}
