package dev.banyan.kit.subscribe;

import dev.banyan.events.Event;

/**
 * A handler that asks others first, outside of the transaction. What it asks for may be asked again, when the process dies
 * before the transaction has committed, or the event comes twice.
 */
public interface Fetching extends EventHandler {

    /**
     * Called with no transaction open; throws as {@link #handle} does.
     *
     * @return what is then done in the transaction
     */
    Runnable prepare(Event event, Delivery delivery);
}
