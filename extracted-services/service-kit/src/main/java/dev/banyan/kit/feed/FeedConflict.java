package dev.banyan.kit.feed;

/** A batch of an earlier epoch, or one that does not follow on the stored position. Nothing of it is done. */
final class FeedConflict extends RuntimeException {

    private final transient FeedPosition stored;

    FeedConflict(FeedPosition stored) {
        super("The batch does not follow on epoch " + stored.epoch() + ", position " + stored.position());
        this.stored = stored;
    }

    FeedPosition stored() {
        return stored;
    }
}
