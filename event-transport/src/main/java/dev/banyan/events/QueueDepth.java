package dev.banyan.events;

/**
 * How many messages a subscriber has, as the server counts: approximately.
 *
 * @param waiting that nobody has received, or that came back
 * @param inHand that a receiver has now
 * @param dead in the dead letters
 */
public record QueueDepth(long waiting, long inHand, long dead) {

    public boolean isEmpty() {
        return waiting == 0 && inHand == 0;
    }
}
