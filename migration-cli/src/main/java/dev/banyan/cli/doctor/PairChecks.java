package dev.banyan.cli.doctor;

import dev.banyan.control.schema.ColumnPair;
import dev.banyan.control.schema.ColumnShape;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.TablePlan;
import dev.banyan.control.schema.TableShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pairs of columns of which one can hold what the other can't: rows that do would be quarantined. */
final class PairChecks {
    private static final Pattern LENGTH = Pattern.compile("(?:var)?char\\((\\d+)\\)");

    private PairChecks() {}

    static void run(PhasePlan plan, Findings findings) {
        for (TablePlan table : plan.tables()) {
            for (ColumnPair pair : table.columns()) {
                compare(table.monolith(), pair.monolith(), table.service(), pair.service(), pair.mapped(), findings);
                compare(table.service(), pair.service(), table.monolith(), pair.monolith(), pair.mapped(), findings);
            }
        }
    }

    private static void compare(
            TableShape fromTable,
            ColumnShape from,
            TableShape toTable,
            ColumnShape to,
            boolean mapped,
            Findings findings) {
        String pair = "'" + from.name() + "' of " + fromTable.qualified() + " (" + from.columnType() + ") and '"
                + to.name() + "' of " + toTable.qualified() + " (" + to.columnType() + ")";
        if (from.nullable() && !to.nullable()) {
            findings.warn(
                    "mapping",
                    "Of " + pair + " only the first takes NULL; such rows would be quarantined",
                    "Make both NULL or both NOT NULL.");
        }
        int length = length(from);
        int room = length(to);
        if (!mapped && length > 0 && room > 0 && length > room) {
            findings.warn(
                    "mapping",
                    "Of " + pair + " the first is longer; rows that don't fit would be quarantined",
                    "Make both the same length.");
        }
    }

    private static int length(ColumnShape column) {
        Matcher matcher = LENGTH.matcher(column.columnType());
        return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
