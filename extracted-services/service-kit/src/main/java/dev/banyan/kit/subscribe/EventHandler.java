package dev.banyan.kit.subscribe;

import dev.banyan.events.Event;
import java.util.Set;

/** What a service does with some types of events. Called by many threads, one at a time for an aggregate. */
public interface EventHandler {

    /** No other handler of the service has any of them. */
    Set<String> types();

    /**
     * Runs in the transaction that notes the event as handled: what it writes in this database is written once. What it does
     * elsewhere may be done again and needs an idempotency key of its own. Older events of the aggregate may come after newer ones
     * (redriven, republished): tell by the version. Whatever it throws undoes the transaction and has the event tried again:
     * {@link dev.banyan.kit.source.SourceDown}, and a database that does not answer, for as long as it takes; anything else a
     * few times, and then it is a dead letter. Later events of the aggregate wait meanwhile, others do not.
     */
    void handle(Event event, Delivery delivery);
}
