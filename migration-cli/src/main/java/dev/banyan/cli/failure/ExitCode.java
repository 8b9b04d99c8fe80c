package dev.banyan.cli.failure;

/** Every code that banyan exits with; described in docs/exit-codes.md. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** A promise or gate is broken: verify found differences, a playbook's expectation did not hold. */
    BROKEN(1),
    /** The command line or a file is wrong; nothing was changed. */
    USAGE(2),
    /** A check or gate refused; nothing was changed. */
    REFUSED(3),
    /** Something needed can't be reached or started. */
    UNREACHABLE(4),
    /** Aborted or interrupted; the message says what holds now. */
    ABORTED(5),
    /** A bug in banyan; the stack trace is in a log file. */
    BUG(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
