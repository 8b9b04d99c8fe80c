package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.banyan.control.evidence.Audit;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.events.Event;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commands about events against a real outbox and real queues. */
class EventsIT extends CommandsOnServers {
    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private final Queues queues = Queues.open(SQS.settings(), QueueSettings.DEFAULTS);

    @AfterAll
    static void stop() {
        SQS.close();
    }

    @BeforeEach
    void anOutboxOfThreeEvents() {
        SQS.stop();
        SQS.restart();
        servers.sites()
                .execute(
                        "CREATE TABLE payment.outbox (id BIGINT AUTO_INCREMENT PRIMARY KEY, event_id VARCHAR(60) NOT NULL,"
                                + " type VARCHAR(80) NOT NULL, schema_version INT NOT NULL, aggregate_id VARCHAR(120) NOT NULL,"
                                + " aggregate_version BIGINT NOT NULL, occurred_at DATETIME(6) NOT NULL)",
                        "INSERT INTO payment.outbox VALUES"
                                + " (1, 'e1', 'PaymentApproved', 1, 'p-1', 1, '2018-07-01 03:00:00'),"
                                + " (2, 'e2', 'PaymentApproved', 1, 'p-2', 1, '2018-07-01 03:01:00'),"
                                + " (3, 'e3', 'PaymentCancelled', 1, 'p-1', 2, '2018-07-01 03:02:00')");
        String text = servers.text();
        String head = text.substring(0, text.indexOf("phases:"));
        Servers.write(directory, head + """
                events:
                  endpoint: %s
                  region: elasticmq
                  unsigned: true
                  subscribers:
                    order: { types: [ PaymentApproved, PaymentCancelled ] }
                    settlement: { types: [ PaymentCancelled ] }
                phases:
                  payment-events: { service: payment, outbox: outbox }
                """.formatted(SQS.endpoint()));
    }

    private Typed run(String... arguments) {
        return Typed.json(directory, arguments);
    }

    private List<Event> received(String subscriber, int count) {
        List<Event> events = new ArrayList<>();
        for (ReceivedMessage message : receive(subscriber, count)) {
            events.add(Event.parse(message.body()));
            queues.receiver(subscriber).delete(message);
        }
        return events;
    }

    private List<ReceivedMessage> receive(String subscriber, int count) {
        List<ReceivedMessage> messages = new ArrayList<>();
        while (messages.size() < count) {
            List<ReceivedMessage> more = queues.receiver(subscriber).receive(10, Duration.ofSeconds(5));
            assertThat(more).as("%d of %d came", messages.size(), count).isNotEmpty();
            messages.addAll(more);
        }
        return messages;
    }

    private void assertEmpty(String subscriber) {
        assertThat(queues.receiver(subscriber).receive(10, Duration.ZERO)).isEmpty();
    }

    @Test
    void republishesAllToAllWhoSubscribe() {
        Typed typed = run("events", "republish", "payment-events");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("published").intValue()).isEqualTo(3);
        String id = typed.json().path("republishId").stringValue();
        assertThat(received("order", 3)).extracting(Event::eventId).containsExactlyInAnyOrder("e1", "e2", "e3");
        assertThat(received("settlement", 1))
                .extracting(Event::eventId, Event::republishId)
                .containsExactly(tuple("e3", id));
        assertThat(new Audit(store).newest(1).get(0).detail()).contains(id, "3 events", "to all");
    }

    @Test
    void republishesSomeToSome() {
        Typed typed = run(
                "events",
                "republish",
                "payment-events",
                "--from",
                "2018-07-01T03:00:30Z",
                "--until",
                "2018-07-01T03:01:30Z",
                "--type",
                "PaymentApproved",
                "--to",
                "order");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(received("order", 1)).extracting(Event::eventId).containsExactly("e2");
        assertEmpty("order");
        assertEmpty("settlement");
    }

    @Test
    void aDryRunSaysHowManyAndSendsNothing() {
        Typed typed = run("events", "republish", "payment-events", "--aggregate", "p-1", "--dry-run");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.out())
                .contains("publish 2 events of 'payment-events' once more, at most 500 a second, to order, settlement");
        assertEmpty("order");
    }

    @Test
    void tellsHowMuchSubscribersHaveStillToHandle() {
        assertThat(run("events", "republish", "payment-events").exit()).isZero();
        List<ReceivedMessage> taken = receive("order", 1);
        queues.receiver("order").bury(taken.get(0), "no such order");

        JsonNode all = run("events", "backlog").json();
        JsonNode one = run("events", "backlog", "settlement").json();

        assertThat(all.path("backlog").longValue()).isEqualTo(3);
        assertThat(all.path("queues")).hasSize(2);
        assertThat(one.path("backlog").longValue()).isEqualTo(1);
        assertThat(one.path("queues").get(0).path("waiting").longValue()).isEqualTo(1);
        JsonNode order = run("events", "backlog", "order").json().path("queues").get(0);
        assertThat(order.path("waiting").longValue() + order.path("inHand").longValue())
                .isEqualTo(2);
        assertThat(order.path("dead").longValue()).isEqualTo(1);
        assertThat(run("events", "backlog", "nobody").exit()).isEqualTo(2);
    }

    @Test
    void showsRedrivesAndDropsDeadLetters() {
        assertThat(run("events", "republish", "payment-events").exit()).isZero();
        for (ReceivedMessage message : receive("order", 3)) {
            queues.receiver("order").bury(message, "no such order");
        }

        JsonNode list = run("events", "dlq", "list", "order").json().path("deadLetters");
        assertThat(list).hasSize(3);
        assertThat(list.get(0).path("reason").stringValue()).isEqualTo("no such order");
        assertThat(run("events", "dlq", "show", "order", "e2")
                        .json()
                        .path("event")
                        .path("aggregateId")
                        .stringValue())
                .isEqualTo("p-2");

        Typed redriven = run("events", "dlq", "redrive", "order", "e2");
        assertThat(redriven.exit()).as(redriven.err()).isZero();
        assertThat(received("order", 1)).extracting(Event::eventId).containsExactly("e2");
        Typed unsure = run("events", "dlq", "drop", "order", "--all");
        assertThat(unsure.exit()).isEqualTo(2);
        assertThat(unsure.err())
                .contains("will never see all dead letters again")
                .contains("--yes");
        Typed dropped = run("events", "dlq", "drop", "order", "--all", "--yes");
        assertThat(dropped.json().path("dropped").intValue()).isEqualTo(2);
        assertThat(run("events", "dlq", "list", "order").json().path("deadLetters"))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("events", "republish", "payments-events").err())
                .contains("There is no phase 'payments-events'")
                .contains("Did you mean 'payment-events'?");
        assertThat(run("events", "republish", "payment-events", "--to", "orders")
                        .err())
                .contains("There is no subscriber 'orders'")
                .contains("Did you mean 'order'?");
        assertThat(run("events", "republish", "payment-events", "--from", "yesterday")
                        .err())
                .contains("--from is yesterday; it must be like 2018-07-01T12:00:00Z, or 10m for ten minutes ago.");
        assertThat(run("events", "dlq", "redrive", "order").err())
                .contains("Name one dead letter by its id, or say --all.");
        assertThat(run("events", "dlq", "drop", "order", "e9", "--yes").err())
                .contains("'order' has no dead letter e9.");
        SQS.stop();
        Typed down = run("events", "dlq", "list");
        assertThat(down.exit()).isEqualTo(4);
        assertThat(down.err())
                .contains("does not answer")
                .contains("Check 'events' in")
                .doesNotContain("\tat ");
        SQS.restart();
    }

    @Test
    void anOutboxLivesAsLongAsItsService() {
        Typed started = run("phase", "start", "payment-events", "--no-wait");

        assertThat(started.exit()).as(started.err()).isZero();
        assertThat(started.err()).contains("an outbox: its events are published");
        new Phases(store).move("payment-events", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        assertThat(run("phase", "complete", "payment-events", "--yes").err())
                .contains("which goes on for as long as 'payment' lives");
        assertThat(run("phase", "cutover", "payment-events").err()).contains("no requests are routed by it");
        assertThat(run("verify", "payment-events").err()).contains("there is no second database to compare");
        assertThat(run("phase", "list").out()).contains("outbox");
    }

    @Test
    void doctorLooksAtTheTable() {
        servers.sites().execute("ALTER TABLE payment.outbox DROP COLUMN aggregate_version");

        Typed typed = run("phase", "start", "payment-events", "--no-wait");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("has no column aggregate_version");
    }
}
