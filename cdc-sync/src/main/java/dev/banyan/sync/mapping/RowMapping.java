package dev.banyan.sync.mapping;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.schema.ColumnPair;
import dev.banyan.control.schema.ColumnShape;
import dev.banyan.control.schema.TablePlan;
import dev.banyan.control.schema.TableShape;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.change.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table of a stream: how its rows travel from source to target.
 *
 * @param phase the name that cohorts are hashed with
 * @param columns pairs, in the order of the monolith's table
 * @param key the pairs that make the primary key
 * @param defaults target columns that no source column fills, with the SQL that inserts give them
 * @param checked source columns that the target lacks, with the one value they may hold
 * @param cohort the source's column that holds the cohort key
 */
public record RowMapping(
        String phase,
        TableShape source,
        TableShape target,
        List<MappedColumn> columns,
        List<MappedColumn> key,
        Map<String, String> defaults,
        Map<String, String> checked,
        @Nullable String cohort,
        @Nullable KeyRule keyRule) {

    public static RowMapping of(String phase, TablePlan plan, Direction direction, @Nullable KeyRule keyRule) {
        boolean forward = direction == Direction.FORWARD;
        List<MappedColumn> columns =
                plan.columns().stream().map(pair -> column(pair, forward)).toList();
        List<MappedColumn> key =
                plan.primaryKey().stream().map(pair -> column(pair, forward)).toList();
        Map<String, String> defaults = new LinkedHashMap<>();
        Map<String, String> checked = new LinkedHashMap<>();
        for (TablePlan.Constant constant : plan.constants()) {
            if (forward) {
                defaults.put(
                        constant.column().name(),
                        "'" + constant.value().replace("\\", "\\\\").replace("'", "''") + "'");
            } else {
                checked.put(constant.column().name(), constant.value());
            }
        }
        if (!forward) {
            for (TablePlan.Dropped dropped : plan.dropped()) {
                if (dropped.reverse() != null) {
                    defaults.put(dropped.column().name(), dropped.reverse());
                }
            }
        }
        ColumnPair cohort = plan.cohort();
        ColumnShape cohortColumn = cohort == null ? null : forward ? cohort.monolith() : cohort.service();
        return new RowMapping(
                phase,
                forward ? plan.monolith() : plan.service(),
                forward ? plan.service() : plan.monolith(),
                columns,
                key,
                defaults,
                checked,
                cohortColumn == null ? null : cohortColumn.name(),
                keyRule);
    }

    private static MappedColumn column(ColumnPair pair, boolean forward) {
        return forward
                ? new MappedColumn(pair.monolith(), pair.service(), pair.toService())
                : new MappedColumn(pair.service(), pair.monolith(), pair.toMonolith());
    }

    /**
     * The target's row: its mapped columns only.
     *
     * @throws DataFault when a value has no place in the target
     */
    public Row map(Row row) throws DataFault {
        for (Map.Entry<String, String> rule : checked.entrySet()) {
            String value = row.text(rule.getKey());
            if (!rule.getValue().equals(value)) {
                throw new DataFault("Column " + rule.getKey() + " is '" + value + "', but the mapping knows only '"
                        + rule.getValue() + "'.");
            }
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (MappedColumn column : columns) {
            Object value = row.get(column.source().name());
            if (value == null && !column.source().nullable()) {
                throw new DataFault("Column " + column.source().name()
                        + " is NOT NULL but came as NULL: a zero date, which can't be carried over.");
            }
            values.put(column.target().name(), column.map(value));
        }
        return new Row(values);
    }

    /** The source row's primary key in words: {@code pay_no=5}. */
    public String keyText(Row row) {
        return key.stream()
                .map(column ->
                        column.source().name() + "=" + row.text(column.source().name()))
                .collect(Collectors.joining(", "));
    }

    /** The cohort key as the column holds it; null for NULL and in tables without one. */
    public @Nullable String cohortKey(Row row) {
        return cohort == null ? null : row.text(cohort);
    }

    /** The cohort of a row; empty when it has no key, so that it follows the whole. */
    public Optional<Integer> cohortOf(Row row) {
        String text = cohortKey(row);
        if (text == null || keyRule == null) {
            return Optional.empty();
        }
        return keyRule.canonical(text).map(canonical -> Cohorts.of(phase, canonical));
    }

    /** The target's column that holds the cohort key. */
    public @Nullable String targetCohort() {
        return columns.stream()
                .filter(column -> column.source().name().equals(cohort))
                .map(column -> column.target().name())
                .findFirst()
                .orElse(null);
    }

    /** Whether the target needs a session in UTC to take instants as they are. */
    public boolean needsUtc() {
        return columns.stream().anyMatch(column -> column.target().dataType().equals("timestamp"));
    }

    /** The auto-increment key of the source, if that is what its primary key is. */
    public Optional<String> generatedId() {
        return key.size() == 1 && key.get(0).source().autoIncrement()
                ? Optional.of(key.get(0).source().name())
                : Optional.empty();
    }
}
