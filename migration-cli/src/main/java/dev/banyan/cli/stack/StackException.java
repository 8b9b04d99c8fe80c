package dev.banyan.cli.stack;

/** Something about the stack that its user can mend; the message says what, where and how. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
