package dev.banyan.control.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of the monolith and the service's column that holds the same fact.
 *
 * @param toService value map, the monolith's value to the service's; empty when values are copied as they are
 * @param toMonolith its inverse
 */
public record ColumnPair(
        ColumnShape monolith, ColumnShape service, Map<String, String> toService, Map<String, String> toMonolith) {
    public ColumnPair {
        toService = Collections.unmodifiableMap(new LinkedHashMap<>(toService));
        toMonolith = Collections.unmodifiableMap(new LinkedHashMap<>(toMonolith));
    }

    static ColumnPair of(ColumnShape monolith, ColumnShape service, Map<String, String> values) {
        Map<String, String> inverse = new LinkedHashMap<>();
        values.forEach((from, to) -> inverse.put(to, from));
        return new ColumnPair(monolith, service, values, inverse);
    }

    /** Whether values are translated by a map. */
    public boolean mapped() {
        return !toService.isEmpty();
    }
}
