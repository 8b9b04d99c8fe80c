package dev.banyan.kit.http;

import java.util.Objects;

/**
 * A call that got no complete answer; whether it was carried out is unknown. The message goes on from the name of the one
 * who was called: "can't be reached", "gave no answer within 2000 ms".
 */
public final class NoAnswer extends RuntimeException {

    NoAnswer(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
