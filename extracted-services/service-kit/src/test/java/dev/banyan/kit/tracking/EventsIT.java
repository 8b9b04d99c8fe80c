package dev.banyan.kit.tracking;

import static dev.banyan.kit.tracking.EventsUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.Event;
import dev.banyan.kit.source.Importer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a command service's transaction through outbox, publisher, queue and subscriber to another service's view. */
class EventsIT {

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
    void theViewFollowsItsSource() {
        world.parcels().send(parcel, "Seoul");
        world.parcels().send(parcel, "Busan");
        world.parcels().send(other, "Jeju");
        world.parcels().lose(other);

        world.sync();

        eventually().untilAsserted(world::assertViewEqualsSource);
        assertThat(world.cities(parcel)).containsExactly("Busan");
        assertThat(world.cities(other)).isEmpty();
    }

    @Test
    void aRowThatIsGoneLeavesATombstone() {
        world.parcels().send(parcel, "Seoul");
        world.parcels().forget(parcel);

        world.sync();

        eventually()
                .untilAsserted(() -> assertThat(world.trackingSql
                                .sql("SELECT deleted FROM parcel_view WHERE id = ?")
                                .param(String.valueOf(parcel))
                                .query(Boolean.class)
                                .list())
                        .containsExactly(true));
    }

    @Test
    void factsAreHandledOnceHoweverOftenTheyArePublished() {
        world.parcels().send(parcel, "Seoul");
        world.parcels().deliver(parcel, 3000);
        List<Event> events = world.outbox.next();

        world.publisher.publish(events);
        world.publisher.publish(events);
        world.redeliver(events.get(1));

        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(3000L));
        world.assertAllHandled();
        assertThat(world.fees(parcel)).containsExactly(3000L);
    }

    @Test
    void aRepublicationRepairsWhatWasHandledWrongly() {
        world.parcels().send(parcel, "Seoul");
        world.parcels().deliver(parcel, 3000);
        List<Event> events = world.sync();
        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(3000L));
        world.trackingSql
                .sql("UPDATE delivery SET fee = 1 WHERE parcel = ?")
                .param(String.valueOf(parcel))
                .update();
        world.trackingSql
                .sql("UPDATE parcel_view SET city = 'wrong' WHERE id = ?")
                .param(String.valueOf(parcel))
                .update();

        List<Event> again = events.stream()
                .map(event -> event.republished("repair-" + parcel))
                .toList();
        world.publisher.publish(again);
        world.redeliver(again.get(1));

        eventually().untilAsserted(() -> assertThat(world.fees(parcel)).containsExactly(3000L));
        world.assertAllHandled();
        world.assertViewEqualsSource();
        assertThat(world.deliveries().tries(String.valueOf(parcel))).hasSize(2);
    }

    @Test
    void anImportRunsBesideTheEvents() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Long> mine = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            mine.add(world.newParcel());
        }
        Importer importer = world.tracking().bean(Importer.class);

        for (int round = 0; round < 60; round++) {
            int which = random.nextInt(mine.size());
            long id = mine.get(which);
            switch (random.nextInt(8)) {
                case 0 -> {
                    world.parcels().forget(id);
                    mine.set(which, world.newParcel());
                }
                case 1 -> world.outbox.next();
                case 2 -> importer.full();
                case 3 -> world.sync();
                default -> world.parcels().send(id, "City " + round);
            }
        }
        world.sync();
        importer.full();

        world.assertAllHandled();
        importer.full();
        eventually().untilAsserted(() -> world.assertViewEqualsSource("seed " + seed));
    }

    @Test
    void showsItsFigures() {
        world.parcels().send(parcel, "Seoul");
        world.sync();
        world.assertAllHandled();

        String figures = world.tracking().http().get("/actuator/prometheus").text();

        assertThat(figures)
                .contains(
                        "events_tried_total{outcome=\"handled\",type=\"ParcelChanged\"}",
                        "events_lag_seconds_count{type=\"ParcelChanged\"}",
                        "events_oldest_age ",
                        "events_in_hand 0.0",
                        "events_waiting ",
                        "events_dead_letters ");
    }
}
