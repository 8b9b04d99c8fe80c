package dev.banyan.control.routing;

/** The control store's chain of revisions does not lead on from a revision that a reader has. */
public final class NotDescendedException extends RuntimeException {
    NotDescendedException(String message) {
        super(message);
    }
}
