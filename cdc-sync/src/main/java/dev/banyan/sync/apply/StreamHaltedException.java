package dev.banyan.sync.apply;

/** The stream can't go on until somebody has decided or mended something; the message says what, where and how. */
public final class StreamHaltedException extends RuntimeException {
    public StreamHaltedException(String message) {
        super(message);
    }

    public StreamHaltedException(String message, Throwable cause) {
        super(message, cause);
    }
}
