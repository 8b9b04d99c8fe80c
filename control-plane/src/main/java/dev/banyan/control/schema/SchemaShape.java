package dev.banyan.control.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All base tables of one schema. */
public final class SchemaShape {
    private final String name;
    private final Map<String, TableShape> tables;

    SchemaShape(String name, Map<String, TableShape> tables) {
        this.name = name;
        this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    public String name() {
        return name;
    }

    public Optional<TableShape> table(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    public Set<String> tableNames() {
        return tables.keySet();
    }
}
