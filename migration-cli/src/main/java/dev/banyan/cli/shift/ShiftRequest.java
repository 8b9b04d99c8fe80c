package dev.banyan.cli.shift;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.shift.ShiftKind;

/**
 * What an operator asks for.
 *
 * @param to the split to reach, in cohorts
 * @param acceptMissing a rollback may go on without fences and over quarantined rows
 */
public record ShiftRequest(String phase, ShiftKind kind, int to, boolean acceptMissing) {
    public ShiftRequest {
        if (kind == ShiftKind.CUTOVER && to != Cohorts.COUNT) {
            throw new IllegalArgumentException("A cutover goes to 100%.");
        }
        if (kind == ShiftKind.ROLLBACK && to != 0) {
            throw new IllegalArgumentException("A rollback goes to 0%.");
        }
        if (kind == ShiftKind.SHIFT && (to <= 0 || to >= Cohorts.COUNT)) {
            throw new IllegalArgumentException(
                    "A shift goes to a split between 0% and 100%. For 0% use `banyan phase rollback " + phase
                            + "`, for 100% `banyan phase cutover " + phase + "`.");
        }
        if (acceptMissing && kind != ShiftKind.ROLLBACK) {
            throw new IllegalArgumentException("Only a rollback may accept missing changes.");
        }
    }
}
