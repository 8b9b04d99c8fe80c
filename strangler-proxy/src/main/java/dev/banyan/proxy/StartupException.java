package dev.banyan.proxy;

/** The proxy can't start, for a reason that its operator can mend. */
final class StartupException extends RuntimeException {
    private final String action;

    StartupException(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
