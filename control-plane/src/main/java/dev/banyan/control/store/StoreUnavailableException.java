package dev.banyan.control.store;

/** The control store could not be reached or did not answer within its bounds; nothing is known of the outcome. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
