package dev.banyan.control.shift;

/** The journal is not where this process believed: another one took the shift over, finished or aborted it. */
public final class ShiftLostException extends RuntimeException {
    private final transient Shift now;

    public ShiftLostException(Shift now, String wanted) {
        super("Shift " + now.id() + " of " + now.phase() + " is " + now.state() + " in the hands of "
                + now.coordinator() + "; it can't become " + wanted + " here."
                + (now.outcome() == null ? "" : " " + now.outcome()));
        this.now = now;
    }

    /** The journal entry as it is. */
    public Shift now() {
        return now;
    }
}
