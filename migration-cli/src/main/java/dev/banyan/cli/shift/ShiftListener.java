package dev.banyan.cli.shift;

import dev.banyan.control.shift.Shift;

/** Follows a shift, on the coordinator's own thread: what it does delays the shift. */
public interface ShiftListener {
    /** One line of the story. */
    void said(String line);

    /** The journal has taken a step; {@code shift} is the entry as it is now. */
    default void stepped(Shift shift) {}
}
