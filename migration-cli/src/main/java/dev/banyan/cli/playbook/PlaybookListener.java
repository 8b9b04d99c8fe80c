package dev.banyan.cli.playbook;

/** Hears how a playbook goes, in order, on the thread of the run; {@link #said} on the thread of the command. */
public interface PlaybookListener {
    /** Done in an earlier run; not repeated. */
    default void stepSkipped(Step step) {}

    /** @param number 1 to {@code total} */
    default void stepStarted(int number, int total, Step step) {}

    /** A line that the command wrote on the way. */
    default void said(Step step, String line) {}

    /** An expectation did not hold, and the step will be tried again. */
    default void tryFailed(StepResult result) {}

    default void stepEnded(StepResult result) {}
}
