package dev.banyan.ruby.web;

/** The request can't be understood or breaks a rule of its own; answered with 400 and the message. */
public final class InvalidRequest extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidRequest(String message) {
        super(message);
    }
}
