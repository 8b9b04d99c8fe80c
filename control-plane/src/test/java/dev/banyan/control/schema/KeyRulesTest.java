package dev.banyan.control.schema;

import static dev.banyan.control.schema.Tables.COLUMNS;
import static dev.banyan.control.schema.Tables.mapping;
import static dev.banyan.control.schema.Tables.monolith;
import static dev.banyan.control.schema.Tables.service;
import static dev.banyan.control.schema.Tables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRulesTest {
    @Test
    void followsTypeAndCollation() {
        assertThat(KeyRules.of(Tables.MEM_NO)).contains(KeyRule.INTEGER);
        assertThat(KeyRules.of(text("k", "varchar(20)", true, "utf8mb4_bin"))).contains(KeyRule.TEXT);
        assertThat(KeyRules.of(text("k", "varchar(20)", true, "utf8mb4_uca1400_ai_ci")))
                .contains(KeyRule.TEXT_IGNORING_CASE);
        assertThat(KeyRules.of(Tables.column("k", "decimal", true, null))).isEmpty();
        assertThat(KeyRules.of(Tables.column("k", "binary", true, null))).isEmpty();
    }

    @Test
    void agreesOverAllTablesOrSaysWhichColumnsDiffer() {
        TablePlan integers =
                TablePlan.resolve(mapping(COLUMNS), monolith(), service()).orElseThrow();
        ColumnShape code = text("mem_no", "varchar(20)", true, "utf8mb4_bin");
        TablePlan texts = TablePlan.resolve(
                        mapping(COLUMNS),
                        monolith(Tables.PAY_NO, code, Tables.STAT, Tables.MEMO),
                        service(
                                Tables.ID,
                                text("member_id", "varchar(20)", true, "utf8mb4_bin"),
                                Tables.STATUS,
                                Tables.CURRENCY))
                .orElseThrow();

        assertThat(KeyRules.of(List.of(integers)).rule()).isEqualTo(KeyRule.INTEGER);
        assertThat(KeyRules.of(List.of(integers, texts)).problems())
                .hasSize(2)
                .first()
                .asString()
                .contains("'mem_no' of ruby.payments (varchar(20) utf8mb4_bin) compares otherwise than");
    }
}
