package dev.banyan.playbooks.check;

import dev.banyan.control.config.DatabaseAddress;
import java.util.List;

/**
 * A database that has rows of a kind, and how they are read in the API's words.
 *
 * @param name for findings, such as {@code monolith}
 */
record Side(String name, DatabaseAddress database, String select) {

    <T> List<T> read(Databases.Row<T> mapper) {
        return Databases.read(database, select, mapper);
    }
}
