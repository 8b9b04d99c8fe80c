package dev.banyan.events;

/** A message that is no event, or an event that breaks a rule of the envelope. It will not get better by itself. */
public final class BadEventException extends IllegalArgumentException {

    BadEventException(String message) {
        super(message);
    }
}
