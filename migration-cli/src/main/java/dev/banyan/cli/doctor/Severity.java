package dev.banyan.cli.doctor;

/** How bad a finding is. */
public enum Severity {
    OK,
    /** Worth knowing; nothing is refused for it. */
    WARN,
    /** A phase that it concerns does not start. */
    REFUSE
}
