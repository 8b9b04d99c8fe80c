package dev.banyan.kit.parcels;

import dev.banyan.events.Event;
import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import java.time.Clock;
import java.time.LocalDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every change tells an event in its own transaction. */
@Component
public class Parcels {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    Parcels(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Tells no more than that it changed. */
    @Transactional
    public Event send(long id, String city) {
        jdbc.sql("INSERT INTO parcel (id, city, weight, secret, version, updated_at) VALUES (?, ?, 1.50, 'x', 1, ?)"
                        + " ON DUPLICATE KEY UPDATE city = VALUES(city), version = version + 1,"
                        + " updated_at = VALUES(updated_at)")
                .params(id, city, LocalDateTime.now(clock))
                .update();
        return outbox.append(
                EventDraft.of("ParcelChanged", String.valueOf(id), version(id)).changed("city"));
    }

    /** Tells a fact. */
    @Transactional
    public Event deliver(long id, long fee) {
        touch(id, "deleted = deleted");
        return outbox.append(EventDraft.of("ParcelDelivered", String.valueOf(id), version(id))
                .with("fee", fee)
                .with("memo", "문 앞"));
    }

    @Transactional
    public Event lose(long id) {
        touch(id, "deleted = 1");
        return outbox.append(EventDraft.of("ParcelChanged", String.valueOf(id), version(id)));
    }

    /** Leaves no tombstone and tells nobody. */
    @Transactional
    public void forget(long id) {
        jdbc.sql("DELETE FROM parcel WHERE id = ?").param(id).update();
    }

    /** As {@link #send}, and then fails. */
    @Transactional
    public void sendInVain(long id) {
        send(id, "Nowhere");
        throw new IllegalArgumentException("in vain");
    }

    private void touch(long id, String assignment) {
        jdbc.sql("UPDATE parcel SET " + assignment + ", version = version + 1, updated_at = ? WHERE id = ?")
                .params(LocalDateTime.now(clock), id)
                .update();
    }

    private long version(long id) {
        return jdbc.sql("SELECT version FROM parcel WHERE id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
