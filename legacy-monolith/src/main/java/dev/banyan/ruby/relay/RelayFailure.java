package dev.banyan.ruby.relay;

/** An order is not known to have been taken by the relay; it may be sent again with the same key. */
public final class RelayFailure extends Exception {

    private static final long serialVersionUID = 1L;

    RelayFailure(String message) {
        super(message);
    }
}
