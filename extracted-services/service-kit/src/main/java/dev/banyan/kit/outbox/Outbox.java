package dev.banyan.kit.outbox;

import dev.banyan.events.Event;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The table outbox. */
public final class Outbox {

    private static final String TRACE = "traceId";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Outbox(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds the event to the transaction that is under way: it is published if that commits.
     *
     * @throws IllegalStateException outside of a transaction, where it could be published for something that did not happen
     */
    public Event append(EventDraft draft) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The event " + draft.type() + " of " + draft.aggregateId()
                    + " is appended outside of a transaction. Append it in the one that writes what it tells");
        }
        Event event = new Event(
                UUID.randomUUID().toString(),
                draft.type(),
                draft.schemaVersion(),
                draft.aggregateId(),
                draft.version(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                draft.changed(),
                MDC.get(TRACE),
                null,
                draft.facts());
        jdbc.sql("INSERT INTO outbox (event_id, type, schema_version, aggregate_id, aggregate_version, occurred_at,"
                        + " changed_attributes, attributes, trace_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        event.eventId(),
                        event.type(),
                        event.schemaVersion(),
                        event.aggregateId(),
                        event.aggregateVersion(),
                        LocalDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC),
                        json.writeValueAsString(event.changedAttributes()),
                        json.writeValueAsString(event.attributes()))
                .param(event.traceId())
                .update();
        return event;
    }
}
