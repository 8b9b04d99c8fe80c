package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A database that has rows of a kind, and how they are read in the API's words.
 *
 * @param name for findings, such as {@code monolith}
 */
record Side(String name, DatabaseAddress database, String select) {

    /** All rows by the number that {@code id} tells of each. */
    <T> Map<Long, T> byId(Databases.Row<T> mapper, Function<T, Long> id) {
        Map<Long, T> rows = new HashMap<>();
        read(mapper).forEach(row -> rows.put(id.apply(row), row));
        return rows;
    }

    <T> List<T> read(Databases.Row<T> mapper) {
        return Databases.read(database, select, mapper);
    }
}
