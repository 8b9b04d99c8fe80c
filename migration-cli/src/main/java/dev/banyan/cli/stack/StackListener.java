package dev.banyan.cli.stack;

import java.time.Duration;

/** Hears how starting and stopping goes; called from several threads. */
public interface StackListener {

    /** Hears nothing. */
    StackListener SILENT = new StackListener() {};

    default void starting(String entry) {}

    /** The entry answers; {@code took} is counted from {@link #starting}. */
    default void ready(String entry, Duration took) {}

    /** The entry was found running and is left as it is. */
    default void alreadyRunning(String entry) {}

    default void stopped(String entry) {}
}
