package dev.banyan.ruby.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Exceptions that are answered as problem+json with the given text. */
public final class Problems {

    private Problems() {}

    /** 404. */
    public static ResponseStatusException notFound(String what) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, what);
    }

    /** 409: the state of things does not allow it. */
    public static ResponseStatusException conflict(String why) {
        return new ResponseStatusException(HttpStatus.CONFLICT, why);
    }

    /** 422: the Idempotency-Key belongs to another request. */
    public static ResponseStatusException keyReused() {
        return new ResponseStatusException(
                HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key was used for another request.");
    }
}
