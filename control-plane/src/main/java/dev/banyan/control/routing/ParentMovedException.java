package dev.banyan.control.routing;

/** Somebody else stored a revision first; read the newest and rebase the change on it. */
public final class ParentMovedException extends RuntimeException {
    public ParentMovedException(long parent) {
        super("Revision " + parent + " is no longer the newest.");
    }
}
