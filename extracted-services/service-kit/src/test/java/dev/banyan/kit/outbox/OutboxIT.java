package dev.banyan.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.events.Event;
import dev.banyan.kit.parcels.OutboxReader;
import dev.banyan.kit.parcels.Parcels;
import dev.banyan.kit.parcels.ParcelsService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxIT {

    private static JdbcClient sql;
    private static RunningService service;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.create();
        sql = database.sql();
        service = ParcelsService.start(database);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingHappened() {
        sql.sql("DELETE FROM outbox").update();
        sql.sql("DELETE FROM parcel").update();
    }

    @Test
    void keepsWhatTheTransactionTells() {
        MDC.put("traceId", "trace-7");
        Event changed = parcels().send(1, "Seoul");
        MDC.remove("traceId");
        Event delivered = parcels().deliver(1, 3000);

        List<Event> events = new OutboxReader(sql).next();

        assertThat(events).extracting(Event::toJson).containsExactly(changed.toJson(), delivered.toJson());
        assertThat(changed.traceId()).isEqualTo("trace-7");
        assertThat(changed.attributes().isEmpty()).isTrue();
        assertThat(changed.changedAttributes()).containsExactly("city");
        assertThat(delivered.aggregateVersion()).isEqualTo(2);
        assertThat(delivered.attributes().get("memo").stringValue()).isEqualTo("문 앞");
    }

    @Test
    void tellsNothingOfATransactionThatRollsBack() {
        assertThatThrownBy(() -> parcels().sendInVain(1)).hasMessage("in vain");

        assertThat(count()).isZero();
    }

    @Test
    void refusesToTellOutsideOfATransaction() {
        assertThatThrownBy(() -> service.bean(Outbox.class).append(EventDraft.of("ParcelChanged", "1", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The event ParcelChanged of 1 is appended outside of a transaction."
                        + " Append it in the one that writes what it tells");
        assertThat(count()).isZero();
    }

    @Test
    void forgetsEventsThatAreOld() {
        for (int id = 1; id <= 7; id++) {
            parcels().send(id, "Seoul");
        }
        LocalDateTime old = LocalDateTime.now(ZoneOffset.UTC).minusDays(14).minusMinutes(1);
        sql.sql("UPDATE outbox SET occurred_at = ? WHERE aggregate_id <= '5'")
                .param(old)
                .update();
        OutboxCleaner cleaner = new OutboxCleaner(
                sql, new OutboxSettings(true, Duration.ofDays(14), Duration.ofMinutes(1), 2), Clock.systemUTC());

        assertThat(cleaner.clean()).isEqualTo(5);

        assertThat(sql.sql("SELECT aggregate_id FROM outbox ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("6", "7");
        assertThat(cleaner.clean()).isZero();
    }

    private static Parcels parcels() {
        return service.bean(Parcels.class);
    }

    private static long count() {
        return sql.sql("SELECT COUNT(*) FROM outbox").query(Long.class).single();
    }
}
