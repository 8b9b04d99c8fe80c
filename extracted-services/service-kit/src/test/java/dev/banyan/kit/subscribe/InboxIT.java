package dev.banyan.kit.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.json.JsonMapper;

class InboxIT {

    private static final Instant NOON = Instant.parse("2018-11-01T03:00:00Z");

    private static JdbcClient sql;

    @BeforeAll
    static void start() {
        DriverManagerDataSource database =
                new DriverManagerDataSource(TestDatabase.create().url(), "root", "");
        new ResourceDatabasePopulator(new ClassPathResource("db/subscribe/R__inbox.sql")).execute(database);
        sql = JdbcClient.create(database);
    }

    @BeforeEach
    void nothingWasHandled() {
        sql.sql("DELETE FROM inbox").update();
    }

    @Test
    void letsAnEventInOncePerSubscriberAndRepublication() {
        Inbox reviews = inbox("reviews", NOON);
        Event event = event("e1");

        assertThat(reviews.enter(event)).isTrue();
        assertThat(reviews.enter(event)).isFalse();
        assertThat(reviews.enter(event.republished("r1"))).isTrue();
        assertThat(reviews.enter(event.republished("r1"))).isFalse();
        assertThat(reviews.enter(event.republished("r2"))).isTrue();
        assertThat(reviews.enter(event("E1"))).isTrue();
        assertThat(inbox("settlement", NOON).enter(event)).isTrue();
    }

    @Test
    void forgetsWhatWasHandledLongAgo() {
        for (int i = 0; i < 2005; i++) {
            inbox("reviews", NOON.minus(Duration.ofDays(16))).enter(event("old" + i));
        }
        inbox("reviews", NOON.minus(Duration.ofDays(14))).enter(event("new"));

        assertThat(inbox("reviews", NOON).clean(Duration.ofDays(15))).isEqualTo(2005);

        assertThat(sql.sql("SELECT event_id FROM inbox").query(String.class).list())
                .containsExactly("new");
    }

    private static Inbox inbox(String subscriber, Instant now) {
        return new Inbox(sql, subscriber, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Event event(String id) {
        return new Event(
                id,
                "OrderDelivered",
                1,
                "order-1",
                1,
                NOON,
                List.of(),
                null,
                null,
                JsonMapper.shared().createObjectNode());
    }
}
