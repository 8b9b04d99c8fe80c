package dev.banyan.payment.gateway;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The gateway gave no usable answer. The message says which call, and why. */
public final class GatewayFailure extends RuntimeException {

    /** What kind of trouble it was. */
    public enum Kind {
        /** It answered, but with an error or something unreadable. */
        ERROR,
        /** No answer in time, no connection, or the circuit is open. */
        UNAVAILABLE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    GatewayFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
