package dev.banyan.control.schema;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.TablePlan.Constant;
import dev.banyan.control.schema.TablePlan.Dropped;
import dev.banyan.control.schema.TablePlan.Resolution;
import dev.banyan.control.schema.TableShape.UniqueKey;
import dev.banyan.control.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Joins the columns of two tables as a mapping says, collecting every problem. */
final class PlanResolver {
    private final TableMapping mapping;
    private final TableShape monolith;
    private final TableShape service;
    private final boolean keyed;
    private final boolean externalIds;
    private final boolean oneWay;
    private final List<ColumnPair> pairs = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param oneWay whether nothing ever comes back, so that a mapping need not be undone */
    PlanResolver(
            TableMapping mapping,
            TableShape monolith,
            TableShape service,
            boolean keyed,
            boolean externalIds,
            boolean oneWay) {
        this.mapping = mapping;
        this.monolith = monolith;
        this.service = service;
        this.keyed = keyed;
        this.externalIds = externalIds;
        this.oneWay = oneWay;
    }

    Resolution resolve() {
        mapping.columns().keySet().stream()
                .filter(name -> monolith.column(name).isEmpty())
                .forEach(name -> problems.add(unknown(name, monolith)));
        monolith.columns().forEach(this::place);
        mapping.constants().forEach(this::constant);
        checkService();
        List<ColumnPair> primaryKey = primaryKey();
        ColumnPair cohort = cohort();
        if (keyed && cohort != null) {
            checkUniqueKeys(monolith, cohort.monolith().name());
            checkUniqueKeys(service, cohort.service().name());
        }
        return problems.isEmpty()
                ? new Resolution(
                        new TablePlan(monolith, service, pairs, constants, dropped, primaryKey, cohort), List.of())
                : new Resolution(null, problems);
    }

    private void place(ColumnShape column) {
        ColumnMapping rule = rule(column.name()).orElse(null);
        if (rule != null && rule.drop()) {
            drop(column, rule);
            return;
        }
        String target = rule == null || rule.to() == null ? column.name() : rule.to();
        Optional<ColumnShape> found = service.column(target);
        if (column.generated()
                && rule == null
                && found.map(ColumnShape::generated).orElse(true)) {
            return; // each side computes it for itself
        }
        if (found.isEmpty()) {
            problems.add(rule == null ? unmapped(column) : unknown(target, service));
            return;
        }
        ColumnShape partner = found.get();
        if (column.generated() || partner.generated()) {
            problems.add("Column '" + (column.generated() ? column : partner).name() + "' of "
                    + (column.generated() ? monolith : service).qualified()
                    + " is generated, so that it can't be written. Drop it: " + dropRule(column));
            return;
        }
        for (ColumnPair pair : pairs) {
            if (pair.service().name().equals(partner.name())) {
                problems.add("Columns '" + pair.monolith().name() + "' and '" + column.name() + "' of "
                        + monolith.qualified() + " both go to '" + partner.name() + "' of " + service.qualified()
                        + ". Map one of them elsewhere or drop it.");
                return;
            }
        }
        pairs.add(ColumnPair.of(column, partner, rule == null ? Map.of() : rule.values()));
    }

    private void drop(ColumnShape column, ColumnMapping rule) {
        if (!oneWay && rule.reverse() == null && !column.optional()) {
            problems.add("Column '" + column.name() + "' of " + monolith.qualified()
                    + " is dropped, NOT NULL and has no default, so that rows can't come back. Say what they get: "
                    + dropRule(column));
        }
        dropped.add(new Dropped(column, rule.reverse()));
    }

    private void constant(String name, String value) {
        Optional<ColumnShape> column = service.column(name);
        if (column.isEmpty()) {
            problems.add(unknown(name, service) + " (constants of table '" + mapping.from() + "')");
        } else if (pairs.stream().anyMatch(pair -> pair.service().equals(column.get()))) {
            problems.add("Column '" + name + "' of " + service.qualified()
                    + " has a constant and is filled by a column as well. Remove one of them.");
        } else {
            constants.add(new Constant(column.get(), value));
        }
    }

    private void checkService() {
        for (ColumnShape column : service.columns()) {
            boolean filled = pairs.stream().anyMatch(pair -> pair.service().equals(column))
                    || constants.stream().anyMatch(constant -> constant.column().equals(column));
            if (!filled && !column.optional()) {
                problems.add("Column '" + column.name() + "' of " + service.qualified()
                        + " is NOT NULL without default, and nothing fills it. Map a column of " + monolith.qualified()
                        + " to it, or give it a value: constants: { " + column.name() + ": ... }");
            }
        }
    }

    private List<ColumnPair> primaryKey() {
        boolean complete = true;
        for (TableShape table : List.of(monolith, service)) {
            if (table.primaryKey().isEmpty()) {
                problems.add("Table " + table.qualified()
                        + " has no primary key; rows can't be told apart. Run: ALTER TABLE " + table.qualified()
                        + " ADD PRIMARY KEY (...)");
                complete = false;
            }
        }
        List<ColumnPair> key = new ArrayList<>();
        Set<String> covered = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : monolith.primaryKey()) {
            Optional<ColumnPair> pair = pair(name);
            if (pair.isEmpty()) {
                if (rule(name).filter(ColumnMapping::drop).isPresent()) {
                    problems.add("Column '" + name + "' is part of the primary key of " + monolith.qualified()
                            + " and can't be dropped. Map it to the service's key.");
                }
                complete = false;
                continue;
            }
            if (pair.get().mapped()) {
                problems.add("Column '" + name + "' is part of the primary key of " + monolith.qualified()
                        + "; its values can't be mapped. Remove 'values'.");
            }
            key.add(pair.get());
            covered.add(pair.get().service().name());
        }
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(service.primaryKey());
        if (complete && !covered.equals(wanted)) {
            problems.add("The primary key of " + monolith.qualified() + " (" + String.join(", ", monolith.primaryKey())
                    + ") goes to " + service.qualified() + " (" + String.join(", ", covered)
                    + "), whose primary key is (" + String.join(", ", service.primaryKey())
                    + "). Map key to key, or change the service's primary key.");
        }
        return key;
    }

    private @Nullable ColumnPair cohort() {
        String name = mapping.cohort();
        if (name == null) {
            if (keyed) {
                problems.add("Table '" + mapping.from()
                        + "' names no cohort column. Name the column that holds the key, or use 'mode: whole'.");
            }
            return null;
        }
        if (monolith.column(name).isEmpty()) {
            problems.add(unknown(name, monolith) + " (cohort of table '" + mapping.from() + "')");
            return null;
        }
        ColumnPair pair = pair(name).orElse(null);
        if (pair == null) {
            if (rule(name).filter(ColumnMapping::drop).isPresent()) {
                problems.add("Cohort column '" + name + "' of " + monolith.qualified()
                        + " is dropped; both sides need it. Map it to a column of " + service.qualified() + ".");
            }
        } else if (pair.mapped()) {
            problems.add("Cohort column '" + name + "' of " + monolith.qualified()
                    + " has a value map; a key must be the same on both sides. Remove 'values'.");
        }
        return pair;
    }

    private void checkUniqueKeys(TableShape table, String cohort) {
        List<UniqueKey> keys = new ArrayList<>(table.uniqueKeys());
        boolean idKey = externalIds
                || table.primaryKey().stream()
                        .flatMap(name -> table.column(name).stream())
                        .anyMatch(ColumnShape::autoIncrement);
        if (!idKey && !table.primaryKey().isEmpty()) {
            keys.add(new UniqueKey("PRIMARY", table.primaryKey()));
        }
        for (UniqueKey key : keys) {
            if (key.columns().stream().noneMatch(cohort::equalsIgnoreCase)) {
                problems.add("Unique key '" + key.name() + "' (" + String.join(", ", key.columns()) + ") of "
                        + table.qualified() + " does not contain the cohort column '" + cohort
                        + "'; in a keyed phase two sides could each accept the same value. Add '" + cohort
                        + "' to the key, or use 'mode: whole'.");
            }
        }
    }

    private String unmapped(ColumnShape column) {
        return "Column '" + column.name() + "' of " + monolith.qualified() + " has no partner in " + service.qualified()
                + "." + DidYouMean.hint(column.name(), service.columnNames()) + " Map it: " + column.name()
                + ": { to: ... }, or drop it: " + dropRule(column);
    }

    private static String dropRule(ColumnShape column) {
        return column.name() + ": { drop: true" + (column.optional() ? "" : ", reverse: \"...\"") + " }";
    }

    private static String unknown(String name, TableShape table) {
        return "Table " + table.qualified() + " has no column '" + name + "'. It has: "
                + String.join(", ", table.columnNames()) + "." + DidYouMean.hint(name, table.columnNames());
    }

    private Optional<ColumnPair> pair(String monolithColumn) {
        return pairs.stream()
                .filter(pair -> pair.monolith().name().equalsIgnoreCase(monolithColumn))
                .findFirst();
    }

    private Optional<ColumnMapping> rule(String column) {
        Map<String, ColumnMapping> rules = new HashMap<>();
        mapping.columns().forEach((name, rule) -> rules.put(name.toLowerCase(Locale.ROOT), rule));
        return Optional.ofNullable(rules.get(column.toLowerCase(Locale.ROOT)));
    }
}
