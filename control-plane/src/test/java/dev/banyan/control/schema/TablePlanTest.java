package dev.banyan.control.schema;

import static dev.banyan.control.schema.Tables.COLUMNS;
import static dev.banyan.control.schema.Tables.CURRENCY;
import static dev.banyan.control.schema.Tables.ID;
import static dev.banyan.control.schema.Tables.MEMBER_ID;
import static dev.banyan.control.schema.Tables.MEMO;
import static dev.banyan.control.schema.Tables.MEM_NO;
import static dev.banyan.control.schema.Tables.PAY_NO;
import static dev.banyan.control.schema.Tables.STAT;
import static dev.banyan.control.schema.Tables.STATUS;
import static dev.banyan.control.schema.Tables.mapping;
import static dev.banyan.control.schema.Tables.monolith;
import static dev.banyan.control.schema.Tables.problems;
import static dev.banyan.control.schema.Tables.service;
import static dev.banyan.control.schema.Tables.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.schema.TableShape.UniqueKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablePlanTest {
    @Test
    void pairsColumnsWithValueMapsBothWays() {
        TablePlan plan =
                TablePlan.resolve(mapping(COLUMNS), monolith(), service()).orElseThrow();

        assertThat(plan.columns())
                .extracting(
                        pair -> pair.monolith().name() + "->" + pair.service().name())
                .containsExactly("pay_no->id", "mem_no->member_id", "pay_stat->status");
        assertThat(plan.columns().get(2).toService()).containsEntry("P", "PENDING");
        assertThat(plan.columns().get(2).toMonolith()).containsEntry("APPROVED", "A");
        assertThat(plan.constants()).containsExactly(new TablePlan.Constant(CURRENCY, "KRW"));
        assertThat(plan.dropped()).containsExactly(new TablePlan.Dropped(MEMO, "''"));
        assertThat(plan.primaryKey()).extracting(ColumnPair::service).containsExactly(ID);
        assertThat(plan.cohort()).extracting(ColumnPair::service).isEqualTo(MEMBER_ID);
    }

    @Test
    void namesAnUnknownColumnAndTheOneThatWasMeant() {
        assertThat(problems(mapping(with("pay_sta", to("status"))), monolith(), service()))
                .singleElement()
                .asString()
                .contains("Table ruby.payments has no column 'pay_sta'", "Did you mean 'pay_stat'?");
        assertThat(problems(mapping(with("pay_stat", to("statuss"))), monolith(), service()))
                .singleElement()
                .asString()
                .contains("Table payment.payment has no column 'statuss'", "Did you mean 'status'?");
    }

    @Test
    void refusesAServiceColumnThatNothingFills() {
        TableMapping mapping = new TableMapping("payments", "payment", "mem_no", COLUMNS, Map.of());

        assertThat(problems(mapping, monolith(), service()))
                .singleElement()
                .asString()
                .contains("'currency' of payment.payment is NOT NULL without default", "constants: { currency: ... }");
    }

    @Test
    void refusesAMonolithColumnWithoutPartner() {
        assertThat(problems(mapping(without("memo")), monolith(), service()))
                .singleElement()
                .asString()
                .contains("'memo' of ruby.payments has no partner in payment.payment", "drop it: memo: { drop: true }");
    }

    @Test
    void refusesADroppedColumnThatCanNotComeBack() {
        ColumnShape memo = Tables.text("memo", "varchar(200)", false);
        Map<String, ColumnMapping> columns = with("memo", new ColumnMapping(null, true, null, Map.of()));

        assertThat(problems(mapping(columns), monolith(PAY_NO, MEM_NO, STAT, memo), service()))
                .singleElement()
                .asString()
                .contains("is dropped, NOT NULL and has no default", "memo: { drop: true, reverse: \"...\" }");
    }

    @Test
    void refusesTablesWithoutPrimaryKey() {
        TableShape keyless = Tables.table("ruby", "payments", List.of(), List.of(), PAY_NO, MEM_NO, STAT, MEMO);

        assertThat(problems(mapping(COLUMNS), keyless, service()))
                .singleElement()
                .asString()
                .contains("Table ruby.payments has no primary key", "ADD PRIMARY KEY");
    }

    @Test
    void refusesAPrimaryKeyThatIsDroppedMappedOrNotTheServices() {
        ColumnShape id = Tables.column("id", "bigint", true, null);
        assertThat(problems(
                        mapping(with("pay_no", new ColumnMapping(null, true, null, Map.of()))),
                        monolith(),
                        service(id, MEMBER_ID, STATUS, CURRENCY)))
                .anyMatch(problem -> problem.contains("is part of the primary key") && problem.contains("dropped"));
        assertThat(problems(
                        mapping(with("pay_no", new ColumnMapping("id", false, null, Map.of("1", "2")))),
                        monolith(),
                        service()))
                .singleElement()
                .asString()
                .contains("its values can't be mapped");
        TableShape other = Tables.table(
                "payment", "payment", List.of("member_id", "id"), List.of(), ID, MEMBER_ID, STATUS, CURRENCY);
        assertThat(problems(mapping(COLUMNS), monolith(), other))
                .singleElement()
                .asString()
                .contains("goes to payment.payment (id), whose primary key is (member_id, id)");
    }

    @Test
    void refusesAMissingOrDroppedCohortColumn() {
        TableMapping missing = new TableMapping("payments", "payment", "memno", COLUMNS, Map.of("currency", "KRW"));
        assertThat(problems(missing, monolith(), service()))
                .singleElement()
                .asString()
                .contains("has no column 'memno'", "Did you mean 'mem_no'?", "cohort of table 'payments'");
        assertThat(problems(
                        mapping(with("mem_no", new ColumnMapping(null, true, null, Map.of()))), monolith(), service()))
                .singleElement()
                .asString()
                .contains("Cohort column 'mem_no' of ruby.payments is dropped");
    }

    @Test
    void refusesAUniqueKeyWithoutTheCohortColumnInAKeyedPhaseOnly() {
        TableShape unique = Tables.table(
                "ruby",
                "payments",
                List.of("pay_no"),
                List.of(
                        new UniqueKey("uk_memo", List.of("memo")),
                        new UniqueKey("uk_idem", List.of("mem_no", "pay_stat"))),
                PAY_NO,
                MEM_NO,
                STAT,
                MEMO);
        TableMapping whole = new TableMapping("payments", "payment", null, COLUMNS, Map.of("currency", "KRW"));

        assertThat(problems(mapping(COLUMNS), unique, service()))
                .singleElement()
                .asString()
                .contains("Unique key 'uk_memo' (memo) of ruby.payments does not contain the cohort column 'mem_no'");
        assertThat(problems(whole, unique, service())).isEmpty();
    }

    @Test
    void refusesTwoColumnsForOneAndAConstantOverAColumn() {
        assertThat(problems(mapping(with("memo", to("status"))), monolith(), service()))
                .singleElement()
                .asString()
                .contains("'pay_stat' and 'memo'", "both go to 'status'");
        TableMapping constant =
                new TableMapping("payments", "payment", "mem_no", COLUMNS, Map.of("currency", "KRW", "status", "X"));
        assertThat(problems(constant, monolith(), service()))
                .singleElement()
                .asString()
                .contains("has a constant and is filled by a column as well");
    }

    @Test
    void leavesGeneratedColumnsToEachSide() {
        ColumnShape total = new ColumnShape("total", "int", "int(11)", true, null, false, true, null, null);

        assertThat(problems(mapping(COLUMNS), monolith(PAY_NO, MEM_NO, STAT, MEMO, total), service()))
                .isEmpty();
    }

    @Test
    void reportsAllProblemsTogether() {
        TableMapping mapping = new TableMapping("payments", "payment", "mem_no", without("memo"), Map.of());
        TablePlan.Resolution resolution = TablePlan.resolve(mapping, monolith(), service());

        assertThat(resolution.problems()).hasSize(2);
        assertThatThrownBy(resolution::orElseThrow).hasMessageContainingAll("memo", "currency");
    }

    private static Map<String, ColumnMapping> with(String name, ColumnMapping mapping) {
        Map<String, ColumnMapping> columns = new HashMap<>(COLUMNS);
        columns.put(name, mapping);
        return columns;
    }

    private static Map<String, ColumnMapping> without(String name) {
        Map<String, ColumnMapping> columns = new HashMap<>(COLUMNS);
        columns.remove(name);
        return columns;
    }
}
