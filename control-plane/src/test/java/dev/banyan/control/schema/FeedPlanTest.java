package dev.banyan.control.schema;

import static dev.banyan.control.schema.Tables.MEMO;
import static dev.banyan.control.schema.Tables.MEM_NO;
import static dev.banyan.control.schema.Tables.PAY_NO;
import static dev.banyan.control.schema.Tables.STAT;
import static dev.banyan.control.schema.Tables.monolith;
import static dev.banyan.control.schema.Tables.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.RouteRule;
import dev.banyan.control.config.TableMapping;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedPlanTest {
    private static final RouteRule KEYED = new RouteRule(
            "/api/payments", List.of(new KeySource(KeySource.Kind.HEADER, "X-Member-Id")), Set.of("GET"), null);
    private static final ColumnShape NOTE = Tables.text("note", "varchar(20)", false);

    private static PhaseDefinition feed(
            List<RouteRule> routes, @Nullable String cohort, Map<String, ColumnMapping> columns) {
        return new PhaseDefinition(
                "search",
                "search",
                PhaseDefinition.Kind.FEED,
                routes,
                List.of(new TableMapping("payments", "payment", cohort, columns, Map.of())),
                PhaseDefinition.Mode.WHOLE,
                PhaseDefinition.Ids.EXTERNAL,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                PhaseDefinition.Fencing.NONE,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
    }

    private static PhasePlan.Resolution resolve(PhaseDefinition feed, TableShape table) {
        return FeedPlan.resolve(feed, new SchemaShape("ruby", Map.of(table.name(), table)));
    }

    @Test
    void theServicesTableFollowsFromTheMonoliths() {
        Map<String, ColumnMapping> columns = Map.of(
                "PAY_NO", to("id"),
                "pay_stat", new ColumnMapping("status", false, null, Map.of("P", "PENDING")),
                "note", new ColumnMapping(null, true, null, Map.of()));

        PhasePlan plan = resolve(feed(List.of(), null, columns), monolith(PAY_NO, MEM_NO, STAT, NOTE))
                .orElseThrow();

        TablePlan table = plan.tables().get(0);
        assertThat(table.columns())
                .extracting(
                        pair -> pair.monolith().name() + "->" + pair.service().name())
                .containsExactly("pay_no->id", "mem_no->mem_no", "pay_stat->status");
        assertThat(table.service().primaryKey()).containsExactly("id");
        assertThat(plan.keyRule()).isNull();
    }

    @Test
    void keysCompareAsTheirColumnOrElseAsText() {
        assertThat(resolve(feed(List.of(KEYED), "mem_no", Map.of()), monolith())
                        .orElseThrow()
                        .keyRule())
                .isEqualTo(KeyRule.INTEGER);
        assertThat(resolve(feed(List.of(KEYED), null, Map.of()), monolith())
                        .orElseThrow()
                        .keyRule())
                .isEqualTo(KeyRule.TEXT);
    }

    @Test
    void namesWhatTheMonolithDoesNotHave() {
        assertThat(resolve(feed(List.of(), null, Map.of("mem", to("member"))), monolith())
                        .problems())
                .singleElement()
                .asString()
                .contains("Table ruby.payments has no column 'mem'", "Did you mean 'memo'?");
        assertThat(FeedPlan.resolve(feed(List.of(), null, Map.of()), new SchemaShape("ruby", Map.of()))
                        .problems())
                .singleElement()
                .asString()
                .contains("Schema 'ruby' has no table 'payments'");
    }

    @Test
    void rowsThatCannotBeToldApartAreRefused() {
        assertThat(resolve(
                                feed(List.of(), null, Map.of()),
                                Tables.table("ruby", "payments", List.of(), List.of(), MEM_NO, MEMO))
                        .problems())
                .anyMatch(problem -> problem.contains("has no primary key"));
        assertThat(resolve(
                                feed(List.of(), null, Map.of("pay_no", new ColumnMapping(null, true, null, Map.of()))),
                                monolith())
                        .problems())
                .anyMatch(problem -> problem.contains("part of the primary key of ruby.payments and can't be dropped"));
    }
}
