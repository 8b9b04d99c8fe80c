package dev.banyan.control.stream;

/** What a stream is doing. */
public enum StreamStatus {
    STARTING,
    SNAPSHOT,
    STREAMING,
    PAUSED,
    /** Stopped by itself; the message says why and how to mend it. */
    FAILED,
    STOPPED
}
