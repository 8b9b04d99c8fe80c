package dev.banyan.sync;

/** A start that can't succeed before somebody changes something. */
final class StartupException extends RuntimeException {
    private final String action;

    StartupException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
