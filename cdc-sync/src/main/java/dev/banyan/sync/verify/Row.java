package dev.banyan.sync.verify;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of one side.
 *
 * @param key values of the primary key, fit to be bound in either database
 * @param keyText the key as text, the same on both sides
 * @param digest of all compared columns
 * @param columns the texts of the compared columns; empty unless they were asked for
 */
record Row(List<Object> key, String keyText, String digest, List<@Nullable String> columns) {
    Row {
        key = List.copyOf(key);
        columns = Collections.unmodifiableList(columns);
    }
}
