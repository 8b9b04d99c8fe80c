package dev.banyan.control.schema;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all tables of a phase.
 *
 * @param keyRule null in a phase without keys
 */
public record PhasePlan(
        String phase, List<TablePlan> tables, @Nullable KeyRule keyRule) {
    public PhasePlan {
        tables = List.copyOf(tables);
    }

    /**
     * A plan, or why there is none.
     *
     * @param plan null exactly when there are problems
     */
    public record Resolution(@Nullable PhasePlan plan, List<String> problems) {
        public Resolution {
            problems = List.copyOf(problems);
            if ((plan == null) == problems.isEmpty()) {
                throw new IllegalArgumentException("A resolution has either a plan or problems.");
            }
        }

        /** @throws IllegalArgumentException with all problems when there is no plan */
        public PhasePlan orElseThrow() {
            if (plan == null) {
                throw new IllegalArgumentException(String.join("\n", problems));
            }
            return plan;
        }
    }

    /** Holds a phase's mappings against both schemas. */
    public static Resolution resolve(PhaseDefinition phase, SchemaShape monolith, SchemaShape service) {
        List<String> problems = new ArrayList<>();
        List<TablePlan> plans = new ArrayList<>();
        for (TableMapping mapping : phase.tables()) {
            TableShape from = monolith.table(mapping.from()).orElse(null);
            TableShape to = service.table(mapping.to()).orElse(null);
            if (from == null) {
                problems.add(unknown(mapping.from(), monolith));
            }
            if (to == null) {
                problems.add(unknown(mapping.to(), service));
            }
            if (from != null && to != null) {
                TablePlan.Resolution resolution = TablePlan.resolve(phase, mapping, from, to);
                problems.addAll(resolution.problems());
                if (resolution.plan() != null) {
                    plans.add(resolution.plan());
                }
            }
        }
        KeyRules.Decision keys = KeyRules.of(plans);
        problems.addAll(keys.problems());
        KeyRule rule = phase.mode() == PhaseDefinition.Mode.KEYED ? keys.rule() : null;
        return problems.isEmpty()
                ? new Resolution(new PhasePlan(phase.name(), plans, rule), List.of())
                : new Resolution(null, problems);
    }

    static String unknown(String table, SchemaShape schema) {
        return "Schema '" + schema.name() + "' has no table '" + table + "'."
                + (schema.tableNames().isEmpty()
                        ? " It has none that this user can see; check the schema's name and the user's SELECT privilege."
                        : " It has: " + String.join(", ", schema.tableNames()) + "."
                                + DidYouMean.hint(table, schema.tableNames()));
    }
}
