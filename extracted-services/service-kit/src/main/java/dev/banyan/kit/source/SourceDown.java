package dev.banyan.kit.source;

/**
 * Somebody who must be asked does not answer, or not yet with what we know to be true. Whoever handles an event throws it to have
 * the event kept and tried again, for as long as it takes.
 */
public final class SourceDown extends RuntimeException {

    public SourceDown(String message) {
        super(message);
    }

    public SourceDown(String message, Throwable cause) {
        super(message, cause);
    }
}
