package dev.banyan.control.schema;

import dev.banyan.control.cohort.KeyRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key rule of a phase, from how its cohort columns compare. */
public final class KeyRules {
    private KeyRules() {}

    /**
     * A rule, or why there is none.
     *
     * @param rule null when there are problems, and in a phase without keys
     */
    public record Decision(@Nullable KeyRule rule, List<String> problems) {
        public Decision {
            problems = List.copyOf(problems);
        }
    }

    /** The one rule by which the cohort columns of all these tables compare, on both sides. */
    public static Decision of(Collection<TablePlan> tables) {
        List<String> problems = new ArrayList<>();
        KeyRule rule = null;
        String decidedBy = "";
        for (TablePlan table : tables) {
            ColumnPair cohort = table.cohort();
            if (cohort == null) {
                continue;
            }
            for (boolean atMonolith : new boolean[] {true, false}) {
                ColumnShape column = atMonolith ? cohort.monolith() : cohort.service();
                String where = "'" + column.name() + "' of "
                        + (atMonolith ? table.monolith() : table.service()).qualified() + " (" + describe(column) + ")";
                Optional<KeyRule> own = of(column);
                if (own.isEmpty()) {
                    problems.add("Cohort column " + where
                            + " can't hold a key: use an integer or a text column, or 'mode: whole'.");
                } else if (rule == null) {
                    rule = own.get();
                    decidedBy = where;
                } else if (rule != own.get()) {
                    problems.add("Cohort column " + where + " compares otherwise than " + decidedBy
                            + "; a key could fall into two cohorts. Give both columns the same type and collation.");
                }
            }
        }
        return new Decision(problems.isEmpty() ? rule : null, problems);
    }

    /**
     * How one column compares; empty when it can't hold a key. A collation that distinguishes more than case-ignoring ones
     * do is safe under the coarser rule: keys that differ may share a cohort, equal ones always do.
     */
    public static Optional<KeyRule> of(ColumnShape column) {
        if (column.integer()) {
            return Optional.of(KeyRule.INTEGER);
        }
        String collation = column.collation();
        if (collation == null
                || !(column.dataType().endsWith("char") || column.dataType().endsWith("text"))) {
            return Optional.empty();
        }
        return Optional.of(collation.endsWith("_bin") ? KeyRule.TEXT : KeyRule.TEXT_IGNORING_CASE);
    }

    private static String describe(ColumnShape column) {
        return column.columnType() + (column.collation() == null ? "" : " " + column.collation());
    }
}
