package dev.banyan.control.schema;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.PhasePlan.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans of a feed. Only the monolith's tables are known: what the service receives is derived from them by renaming and
 * dropping, so that any table with a primary key fits.
 */
public final class FeedPlan {
    private FeedPlan() {}

    /**
     * Holds a feed's mappings against the monolith's schema. The plan's key rule is that of the cohort columns; where
     * tables name none, keys of routes compare as text.
     */
    public static Resolution resolve(PhaseDefinition feed, SchemaShape monolith) {
        List<String> problems = new ArrayList<>();
        List<TablePlan> plans = new ArrayList<>();
        for (TableMapping mapping : feed.tables()) {
            TableShape from = monolith.table(mapping.from()).orElse(null);
            if (from == null) {
                problems.add(PhasePlan.unknown(mapping.from(), monolith));
                continue;
            }
            TablePlan.Resolution resolution = TablePlan.resolve(feed, mapping, from, received(feed, mapping, from));
            problems.addAll(resolution.problems());
            if (resolution.plan() != null) {
                plans.add(resolution.plan());
            }
        }
        KeyRules.Decision keys = KeyRules.of(plans);
        problems.addAll(keys.problems());
        return problems.isEmpty()
                ? new Resolution(new PhasePlan(feed.name(), plans, keyRule(feed, keys.rule())), List.of())
                : new Resolution(null, problems);
    }

    private static @Nullable KeyRule keyRule(PhaseDefinition feed, @Nullable KeyRule ofColumns) {
        boolean keyed = feed.routes().stream().anyMatch(route -> !route.key().isEmpty());
        return !keyed ? null : ofColumns == null ? KeyRule.TEXT : ofColumns;
    }

    private static TableShape received(PhaseDefinition feed, TableMapping mapping, TableShape from) {
        List<ColumnShape> columns = new ArrayList<>();
        for (ColumnShape column : from.columns()) {
            target(mapping, column.name()).ifPresent(name -> columns.add(renamed(column, name)));
        }
        List<String> key = from.primaryKey().stream()
                .flatMap(name -> target(mapping, name).stream())
                .toList();
        return new TableShape(
                feed.service(), mapping.to(), from.engine(), columns, key, List.of(), List.of(), List.of());
    }

    /** The name that the service knows a column by; empty when the column is dropped. Found whatever its case. */
    private static Optional<String> target(TableMapping mapping, String column) {
        String named = mapping.columns().keySet().stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .orElse(column);
        ColumnMapping rule = mapping.columns().get(named);
        return rule == null || (!rule.drop() && rule.to() == null)
                ? Optional.of(column)
                : Optional.ofNullable(mapping.target(named));
    }

    private static ColumnShape renamed(ColumnShape column, String name) {
        return new ColumnShape(
                name,
                column.dataType(),
                column.columnType(),
                column.nullable(),
                column.defaultExpression(),
                column.autoIncrement(),
                column.generated(),
                column.characterSet(),
                column.collation());
    }
}
