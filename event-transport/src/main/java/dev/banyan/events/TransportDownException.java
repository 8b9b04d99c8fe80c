package dev.banyan.events;

/**
 * The queues or topics can't be reached, throttle us, or refuse our credentials. Of each group nothing or a prefix was
 * accepted: the same call may be made again, as often as needed.
 */
public final class TransportDownException extends RuntimeException {

    public TransportDownException(String message) {
        super(message);
    }

    TransportDownException(String message, Throwable cause) {
        super(message, cause);
    }
}
