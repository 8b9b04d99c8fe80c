package dev.banyan.kit.subscribe;

import dev.banyan.events.BadEventException;
import dev.banyan.events.Event;
import dev.banyan.events.ReceivedMessage;
import dev.banyan.kit.source.SourceDown;
import dev.banyan.kit.subscribe.Outcome.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Handles one message once: inbox and effect in one transaction. */
final class Handling {

    private static final Logger log = LoggerFactory.getLogger(Handling.class);

    private final Map<String, EventHandler> handlers = new HashMap<>();
    private final Inbox inbox;
    private final TransactionTemplate transaction;
    private final SubscriberMetrics metrics;

    Handling(List<EventHandler> handlers, Inbox inbox, TransactionTemplate transaction, SubscriberMetrics metrics) {
        for (EventHandler handler : handlers) {
            for (String type : handler.types()) {
                EventHandler other = this.handlers.putIfAbsent(type, handler);
                if (other != null) {
                    throw new IllegalStateException("Events " + type + " have two handlers, "
                            + other.getClass().getName() + " and "
                            + handler.getClass().getName() + "; let one call both");
                }
            }
        }
        this.inbox = inbox;
        this.transaction = transaction;
        this.metrics = metrics;
    }

    Outcome handle(ReceivedMessage message) {
        Event event;
        try {
            event = Event.parse(message.body());
        } catch (BadEventException noEvent) {
            return new Outcome(Kind.DEAD, String.valueOf(noEvent.getMessage()));
        }
        EventHandler handler = handlers.get(event.type());
        Outcome outcome = handler == null ? Outcome.of(Kind.IGNORED) : handle(handler, event, message);
        metrics.tried(event, outcome.kind());
        return outcome;
    }

    private Outcome handle(EventHandler handler, Event event, ReceivedMessage message) {
        Delivery delivery = new Delivery(message.receives() > 1, event.isRepublished());
        try {
            Optional<Runnable> effect = handler instanceof Fetching fetching
                    ? fetching.prepare(event, delivery)
                    : Optional.of(() -> handler.handle(event, delivery));
            if (effect.isEmpty()) {
                return Outcome.of(Kind.KNOWN);
            }
            return Outcome.of(handleOnce(event, effect.get()) ? Kind.HANDLED : Kind.REPEATED);
        } catch (SourceDown
                | DataAccessResourceFailureException
                | RecoverableDataAccessException
                | TransientDataAccessException
                | TransactionException notNow) {
            log.debug("{} of {} waits", event.type(), event.aggregateId(), notNow);
            return new Outcome(Kind.WAITS, String.valueOf(notNow.getMessage()));
        } catch (RuntimeException | Error failed) {
            log.warn("{} {} of {} failed", event.type(), event.eventId(), event.aggregateId(), failed);
            return new Outcome(Kind.FAILED, failed.toString());
        }
    }

    private boolean handleOnce(Event event, Runnable effect) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!inbox.enter(event)) {
                return false;
            }
            effect.run();
            return true;
        }));
    }
}
