package dev.banyan.mariadb;

/** An embedded server could not be installed, started or asked; the message says why and how to mend it. */
public final class MariaDbException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MariaDbException(String message) {
        super(message);
    }

    public MariaDbException(String message, Throwable cause) {
        super(message, cause);
    }
}
