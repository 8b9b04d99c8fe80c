package dev.banyan.control.schema;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table travel, both ways: a mapping that has been held against both tables and fits.
 *
 * @param columns pairs, in the order of the monolith's table
 * @param constants columns that only the service has, with the value that every row gets there
 * @param dropped columns that only the monolith has
 * @param primaryKey pairs, in the order of the monolith's key; they cover the service's key as well
 * @param cohort the column that holds the cohort key; null in a phase without keys
 */
public record TablePlan(
        TableShape monolith,
        TableShape service,
        List<ColumnPair> columns,
        List<Constant> constants,
        List<Dropped> dropped,
        List<ColumnPair> primaryKey,
        @Nullable ColumnPair cohort) {
    public TablePlan {
        columns = List.copyOf(columns);
        constants = List.copyOf(constants);
        dropped = List.copyOf(dropped);
        primaryKey = List.copyOf(primaryKey);
    }

    /** A column of the service that no row of the monolith fills. */
    public record Constant(ColumnShape column, String value) {}

    /**
     * A column of the monolith that the service does not have.
     *
     * @param reverse an SQL literal for inserts on the way back; null: the column's own default
     */
    public record Dropped(ColumnShape column, @Nullable String reverse) {}

    /**
     * A plan, or why there is none.
     *
     * @param plan null exactly when there are problems
     * @param problems each says what, where and how to mend
     */
    public record Resolution(@Nullable TablePlan plan, List<String> problems) {
        public Resolution {
            problems = List.copyOf(problems);
            if ((plan == null) == problems.isEmpty()) {
                throw new IllegalArgumentException("A resolution has either a plan or problems.");
            }
        }

        /** @throws IllegalArgumentException with all problems when there is no plan */
        public TablePlan orElseThrow() {
            if (plan == null) {
                throw new IllegalArgumentException(String.join("\n", problems));
            }
            return plan;
        }
    }

    /** Holds a mapping against both tables; a mapping with a cohort column counts as keyed, and its ids as interleaved. */
    public static Resolution resolve(TableMapping mapping, TableShape monolith, TableShape service) {
        return new PlanResolver(mapping, monolith, service, mapping.cohort() != null, false, false).resolve();
    }

    /** As above, by the rules of the phase that the mapping belongs to. */
    public static Resolution resolve(
            PhaseDefinition phase, TableMapping mapping, TableShape monolith, TableShape service) {
        return new PlanResolver(
                        mapping,
                        monolith,
                        service,
                        phase.mode() == PhaseDefinition.Mode.KEYED,
                        phase.ids() == PhaseDefinition.Ids.EXTERNAL,
                        phase.feed())
                .resolve();
    }
}
