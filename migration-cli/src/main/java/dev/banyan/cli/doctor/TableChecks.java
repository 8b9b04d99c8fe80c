package dev.banyan.cli.doctor;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.schema.TableShape;
import dev.banyan.control.schema.TableShape.ForeignKey;
import dev.banyan.control.schema.TableShape.Trigger;
import java.util.List;
import java.util.Set;

/** What the servers do to a phase's tables by themselves, on one site. */
final class TableChecks {
    private final PhaseDefinition phase;
    private final List<TableShape> tables;
    private final Set<String> names;
    private final Findings findings;

    /** @param tables the phase's tables on this site, those that exist */
    TableChecks(PhaseDefinition phase, List<TableShape> tables, Findings findings) {
        this.phase = phase;
        this.tables = tables;
        this.names = Set.copyOf(tables.stream().map(TableShape::name).toList());
        this.findings = findings.of(phase.name());
    }

    void run() {
        findings.group("tables", "Transactional, without cascades", this::engines);
        if (!phase.feed()) { // what triggers do in the source is in its binlog
            findings.group("triggers", "None that disturb synchronised rows", this::triggers);
        }
    }

    private void engines() {
        for (TableShape table : tables) {
            if (!table.transactional()) {
                findings.refuse(
                        "tables",
                        "Table " + table.qualified() + " is of engine " + table.engine()
                                + ", which has no transactions",
                        "Run: ALTER TABLE " + table.qualified() + " ENGINE = InnoDB");
            }
            for (ForeignKey key : table.foreignKeys()) {
                if (key.cascades()) {
                    findings.refuse(
                            "tables",
                            "Foreign key '" + key.name() + "' of " + table.qualified()
                                    + " changes rows by itself (ON DELETE "
                                    + key.onDelete() + ", ON UPDATE " + key.onUpdate()
                                    + "), which no binlog shows",
                            "Make it RESTRICT and let the application change those rows: ALTER TABLE "
                                    + table.qualified() + " DROP FOREIGN KEY `" + key.name()
                                    + "`, ADD CONSTRAINT `" + key.name() + "_restrict` FOREIGN KEY ("
                                    + String.join(", ", key.columns()) + ") REFERENCES " + key.referencedTable() + " ("
                                    + String.join(", ", key.referencedColumns()) + ")");
                }
            }
        }
    }

    private void triggers() {
        for (TableShape table : tables) {
            for (Trigger trigger : table.triggers()) {
                if (phase.triggers() == PhaseDefinition.Triggers.FIRE) {
                    fire(table, trigger);
                } else {
                    guard(table, trigger);
                }
            }
        }
    }

    private void fire(TableShape table, Trigger trigger) {
        TriggerBody body = new TriggerBody(trigger.body());
        String name = "Trigger '" + trigger.name() + "' on " + table.qualified();
        String mend = "Move what it does into the application, or guard it: set 'triggers: guard' for phase '"
                + phase.name() + "' and let it test @banyan_apply.";
        if (trigger.timing().equals("BEFORE") && body.setsNewRow()) {
            findings.refuse("triggers", name + " changes the row itself, so that both sides would differ", mend);
        }
        body.written().stream()
                .filter(names::contains)
                .forEach(written -> findings.refuse(
                        "triggers",
                        name + " writes '" + written + "', a table of the same phase: its rows would come twice",
                        mend));
        if (body.calls()) {
            findings.warn(
                    "triggers",
                    name + " calls a procedure; what that writes can't be seen here",
                    "Make sure that it does not write " + String.join(", ", names) + ".");
        }
    }

    private void guard(TableShape table, Trigger trigger) {
        if (!new TriggerBody(trigger.body()).testsApply()) {
            findings.refuse(
                    "triggers",
                    "Trigger '" + trigger.name() + "' on " + table.qualified()
                            + " does not test @banyan_apply, so that it would act on synchronised rows again",
                    "Mended, to be run by its owner:\n" + TriggerBody.guarded(table, trigger));
        }
    }
}
