package dev.banyan.control.schema;

import static dev.banyan.control.schema.Tables.MEMO;
import static dev.banyan.control.schema.Tables.MEM_NO;
import static dev.banyan.control.schema.Tables.PAY_NO;
import static dev.banyan.control.schema.Tables.STAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaterColumnsTest {
    private static final SchemaShape SERVICE = new SchemaShape("payment", Map.of("payment", Tables.service()));

    private static final PhaseDefinition PHASE = new PhaseDefinition(
            "payments",
            "payment",
            List.of(),
            List.of(Tables.mapping(Tables.COLUMNS)),
            PhaseDefinition.Mode.KEYED,
            PhaseDefinition.Ids.INTERLEAVE,
            PhaseDefinition.Triggers.FIRE,
            PhaseDefinition.Conflicts.OWNER_WINS,
            Gates.DEFAULT,
            HoldLimits.DEFAULT,
            PhaseDefinition.After.SYNC);

    private static SchemaShape monolithWith(ColumnShape more) {
        return new SchemaShape("ruby", Map.of("payments", Tables.monolith(PAY_NO, MEM_NO, STAT, MEMO, more)));
    }

    @Test
    void areLeftOutWhereRowsCanDoWithoutThem() {
        SchemaShape monolith = monolithWith(Tables.text("note", "varchar(20)", true));

        assertThat(PhasePlan.resolve(PHASE, monolith, SERVICE).problems()).hasSize(1);
        assertThat(LaterColumns.resolveWithout(PHASE, monolith, SERVICE).problems())
                .isEmpty();
        assertThat(LaterColumns.names(PHASE, monolith, SERVICE)).containsExactly("payments.note");
    }

    @Test
    void areAProblemWhereRowsFromTheServiceCouldNotBeInserted() {
        SchemaShape monolith = monolithWith(Tables.text("note", "varchar(20)", false));

        assertThat(LaterColumns.resolveWithout(PHASE, monolith, SERVICE).problems())
                .singleElement()
                .asString()
                .contains("Column 'note'");
        assertThat(LaterColumns.names(PHASE, monolith, SERVICE)).isEmpty();
    }
}
