package dev.banyan.control.shift;

/** Why the boundary moves. */
public enum ShiftKind {
    SHIFT,
    CUTOVER,
    ROLLBACK
}
