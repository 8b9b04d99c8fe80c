package dev.banyan.cli.stack;

import java.util.Map;

/**
 * How one entry of the stack is now.
 *
 * @param pid the process id of the last run; 0 when it never ran
 * @param port the main port; 0 when it has none or never ran
 * @param ports further ports by name
 * @param healthy it answered its health check within a second
 */
public record EntryStatus(
        String name, Kind kind, State state, long pid, int port, Map<String, Integer> ports, boolean healthy) {

    /** What an entry is. */
    public enum Kind {
        DATABASE,
        PROCESS
    }

    /** DIED: it was started and is gone though nobody stopped it. */
    public enum State {
        RUNNING,
        PAUSED,
        STOPPED,
        DIED
    }
}
