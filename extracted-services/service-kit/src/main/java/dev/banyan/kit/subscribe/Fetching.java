package dev.banyan.kit.subscribe;

import dev.banyan.events.Event;
import java.util.Optional;

/**
 * A handler that asks others first, outside of the transaction. What it asks for may be asked again, when the process dies
 * before the transaction has committed, or the event comes twice.
 */
public interface Fetching extends EventHandler {

    /**
     * Called with no transaction open; throws as {@link #handle} does.
     *
     * @return what is then done in the transaction; empty when the event tells nothing new, and would tell nothing new if it came
     *     again: it is done with, and not noted in the inbox
     */
    Optional<Runnable> prepare(Event event, Delivery delivery);

    @Override
    default void handle(Event event, Delivery delivery) {
        prepare(event, delivery).ifPresent(Runnable::run);
    }
}
