package dev.banyan.ruby.gateway;

import org.jspecify.annotations.Nullable;

/** The gateway neither did nor refused what it was asked; whether it did it is not known. */
public final class GatewayFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean answered;

    GatewayFailure(boolean answered, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.answered = answered;
    }

    /** Whether it answered, with an error; else it could not be reached or took too long. */
    public boolean answered() {
        return answered;
    }
}
