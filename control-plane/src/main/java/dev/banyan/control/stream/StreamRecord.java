package dev.banyan.control.stream;

/**
 * A stream as the control store knows it.
 *
 * @param paused whether an operator wants it paused
 * @param process the sync process that last reported
 * @param silentMillis how long ago that was, by the store's clock
 */
public record StreamRecord(StreamReport report, boolean paused, String process, long silentMillis) {
    /** Reports older than this mean that no sync process runs the stream. */
    public static final long SILENT_AFTER_MILLIS = 3_000;

    /** Whether it streams right now, as far as anyone can tell. */
    public boolean streaming() {
        return report.status() == StreamStatus.STREAMING && silentMillis < SILENT_AFTER_MILLIS;
    }
}
