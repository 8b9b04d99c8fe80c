package dev.banyan.kit.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A request that was not done, and what the caller is told: a status, a kind, a sentence. Answered as problem+json with
 * the type {@code urn:SERVICE:KIND}. Services throw it, or a subclass with kinds of its own.
 */
public class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String kind;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private boolean retryable;

    /** @param kind words joined by hyphens, for programs; the message is for people */
    public Problem(HttpStatus status, String kind, String message) {
        super(message);
        if (!status.isError()) {
            throw new IllegalArgumentException("A problem cannot be answered " + status);
        }
        this.status = status;
        this.kind = kind;
    }

    /** 400: the request breaks a rule that needs no stored state to tell. */
    public static Problem invalid(String message) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid", message);
    }

    /** 404. */
    public static Problem notFound(String message) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", message);
    }

    /** 409: the state of things does not allow it. */
    public static Problem conflict(String message) {
        return new Problem(HttpStatus.CONFLICT, "conflict", message);
    }

    /** 422: the Idempotency-Key belongs to another request. */
    public static Problem keyReused() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "key-reused", "This Idempotency-Key was used for another request");
    }

    /** Adds a field to the answer. */
    public final Problem with(String name, Object value) {
        details.put(name, value);
        return this;
    }

    /** The same request may be sent again: the answer carries Retry-After, one second. */
    public final Problem retryable() {
        retryable = true;
        return this;
    }

    public final HttpStatus status() {
        return status;
    }

    final String kindOfProblem() {
        return kind;
    }

    final Map<String, Object> details() {
        return details;
    }

    final boolean isRetryable() {
        return retryable;
    }
}
