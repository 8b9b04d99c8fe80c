package dev.banyan.control.shift;

/** A shift over the same database is still running. */
public final class ShiftRunningException extends RuntimeException {
    private final transient Shift running;

    public ShiftRunningException(Shift running) {
        super("Shift " + running.id() + " of phase '" + running.phase() + "' is running (" + running.state()
                + ", coordinator " + running.coordinator()
                + "). Wait for it, or finish or abort it with: banyan phase resume " + running.phase());
        this.running = running;
    }

    public Shift running() {
        return running;
    }
}
