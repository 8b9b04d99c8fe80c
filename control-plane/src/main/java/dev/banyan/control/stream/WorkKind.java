package dev.banyan.control.stream;

/** What can be asked of sync. */
public enum WorkKind {
    /** Compare both databases; the result is a {@code VerifyResult}, stored as evidence too. */
    VERIFY,
    /** Try quarantined rows again in queue order; argument {@code id} for one row and those behind it, none for all. */
    QUARANTINE_RETRY,
    /** Give a quarantined row up; argument {@code id}. */
    QUARANTINE_DROP,
    /** Tell when a cancelled phase's bookkeeping is removed from its databases. */
    CLEAN_UP
}
