package dev.banyan.kit.tracking;

import static dev.banyan.kit.tracking.EventsUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.DeadLetter;
import dev.banyan.events.Event;
import dev.banyan.events.TransportDownException;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way from a service's transaction to another's view: nothing is lost, nothing else is held up. */
class EventTroubleIT {

    private static EventsUnderTest world;

    private final long parcel = world.newParcel();
    private final long other = world.newParcel();

    @BeforeAll
    static void start() {
        world = EventsUnderTest.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void everythingIsHandled() {
        world.assertAllHandled();
    }

    @Test
    void aPoisonousEventBlocksItsAggregateOnlyAndDiesAlone() {
        world.deliveries().trouble(String.valueOf(parcel), event -> {
            if (event.attributes().path("fee").longValue(0) == 666) {
                throw new IllegalArgumentException("666 is no fee");
            }
        });
        world.parcels().send(parcel, "Seoul");
        world.parcels().send(other, "Jeju");
        world.sync();
        world.assertAllHandled();
        world.parcels().deliver(parcel, 666);
        world.parcels().deliver(parcel, 2);
        world.parcels().deliver(parcel, 3);
        world.parcels().deliver(other, 4);

        world.sync();

        eventually().untilAsserted(() -> assertThat(world.fees(other)).containsExactly(4L));
        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(2L, 3L));
        assertThat(world.deliveries().tries(String.valueOf(parcel)))
                .extracting(event -> event.attributes().path("fee").longValue(0))
                .containsExactly(666L, 666L, 666L, 2L, 3L);
        List<DeadLetter> dead =
                world.queues.deadLetters(EventsUnderTest.SUBSCRIBER).list(10);
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).aggregateId()).isEqualTo(String.valueOf(parcel));
        assertThat(dead.get(0).reason()).isEqualTo("java.lang.IllegalArgumentException: 666 is no fee");

        world.deliveries().mend(String.valueOf(parcel));
        assertThat(world.queues
                        .deadLetters(EventsUnderTest.SUBSCRIBER)
                        .redrive(dead.get(0).event().eventId()))
                .isEqualTo(1);
        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(2L, 3L, 666L));
    }

    @Test
    void aMessageThatIsNoEventDiesAtOnce() {
        world.send("{\"hello\":\"world\"}");

        eventually().until(() -> world.depth().dead() == 1);

        DeadLetter dead =
                world.queues.deadLetters(EventsUnderTest.SUBSCRIBER).list(1).get(0);
        assertThat(dead.event()).isNull();
        assertThat(dead.reason()).isEqualTo("An event's eventId must be text; it is missing");
        assertThat(world.queues.deadLetters(EventsUnderTest.SUBSCRIBER).dropAll())
                .isEqualTo(1);
    }

    @Test
    void aSourceThatIsDownIsWaitedForAndKillsNothing() {
        world.parcels().send(parcel, "Seoul");
        world.parcels().send(other, "Jeju");
        world.parcels().deliver(other, 5);
        world.blockTheRoad();

        world.sync();

        eventually().until(() -> world.waits() > 10);
        assertThat(world.cities(parcel)).isEmpty();
        assertThat(world.depth().dead()).isZero();
        world.openTheRoad();
        eventually().untilAsserted(() -> world.assertViewEqualsSource(parcel, other));
        eventually().untilAsserted(() -> assertThat(world.fees(other)).containsExactly(5L));
    }

    @Test
    void itsOwnDatabaseThatIsDownKillsNothing() {
        world.parcels().send(parcel, "Seoul");
        world.parcels().deliver(parcel, 5);
        List<Event> events = world.outbox.next();
        TestDatabase.killServer();
        try {
            world.publisher.publish(events);
            double before = world.waits();
            eventually().until(() -> world.waits() > before);
        } finally {
            TestDatabase.restartServer();
        }

        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(5L));
        assertThat(world.depth().dead()).isZero();
    }

    @Test
    void aHandlerMayTakeLongerThanMessagesStayInHand() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        world.deliveries().trouble(String.valueOf(parcel), event -> mayEnd.await(30, TimeUnit.SECONDS));
        world.parcels().send(parcel, "Seoul");
        world.parcels().deliver(parcel, 7);
        world.sync();
        eventually()
                .until(() -> world.deliveries().tries(String.valueOf(parcel)).size() == 1);

        // Longer than the visibility of three seconds: nobody else gets it.
        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(8))
                .until(() -> world.queues
                        .receiver(EventsUnderTest.SUBSCRIBER)
                        .receive(10, Duration.ZERO)
                        .isEmpty());
        mayEnd.countDown();

        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(7L));
        assertThat(world.deliveries().tries(String.valueOf(parcel))).hasSize(1);
    }

    @Test
    void aStopFinishesWhatRunsAndGivesTheRestBack() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        world.deliveries().trouble(String.valueOf(parcel), event -> {
            started.countDown();
            never.await(500, TimeUnit.MILLISECONDS);
        });
        world.parcels().send(parcel, "Seoul");
        for (int fee = 1; fee <= 8; fee++) {
            world.parcels().deliver(parcel, fee);
        }
        world.sync();
        eventually().until(() -> started.getCount() == 0);

        world.stopTracking();

        List<Long> before = world.fees(parcel);
        assertThat(before).isNotEmpty().hasSizeLessThan(8);
        assertThat(world.depth().inHand()).isZero();
        assertThat(world.depth().waiting()).isEqualTo(8 - before.size());
        world.startTracking();
        eventually()
                .untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
    }

    @Test
    void aQueueServerThatWasAwayIsUsedAgain() {
        world.parcels().send(parcel, "Seoul");
        List<Event> events = world.outbox.next();
        world.sqs.stop();
        eventually()
                .untilAsserted(() -> assertThat(
                                world.tracking().http().get("/actuator/health").text())
                        .contains("\"subscriber\":{\"status\":\"DOWN\"}"));
        assertThat(world.tracking().http().get("/actuator/health/readiness").status())
                .isEqualTo(200);

        world.sqs.restart();

        eventually().ignoreExceptionsInstanceOf(TransportDownException.class).untilAsserted(() -> {
            world.publisher.publish(events);
            world.assertViewEqualsSource(parcel);
        });
    }
}
