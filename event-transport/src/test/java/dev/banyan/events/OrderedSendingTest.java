package dev.banyan.events;

import static dev.banyan.events.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.events.OrderedSending.Outgoing;
import dev.banyan.events.OrderedSending.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderedSendingTest {

    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<Event> accepted = Collections.synchronizedList(new ArrayList<>());

    @Test
    void neverPutsTwoOfAnAggregateInOneBatch() {
        send(List.of(event("a", 1), event("b", 1), event("a", 2), event("a", 3), event("b", 2)), event -> false);

        assertThat(batches).containsExactly(List.of("a-1", "b-1"), List.of("a-2", "b-2"), List.of("a-3"));
    }

    @Test
    void sendsTenAtMost() {
        send(IntStream.range(0, 23).mapToObj(i -> event("a" + i, 1)).toList(), event -> false);

        assertThat(batches).extracting(List::size).containsExactlyInAnyOrder(10, 10, 3);
    }

    @Test
    void keepsBatchesWithinWhatTheTransportTakes() {
        List<Event> large =
                Stream.of("a", "b", "c").map(id -> Events.ofBytes(id, 100_000)).toList();

        send(large, event -> false);

        assertThat(batches).containsExactlyInAnyOrder(List.of("a-1", "b-1"), List.of("c-1"));
    }

    @Test
    void hasFourBatchesUnderWayAtOnceAndTheNextOnesAfterThem() {
        CyclicBarrier four = new CyclicBarrier(4);
        List<Outgoing> events = LongStream.rangeClosed(1, 2)
                .boxed()
                .flatMap(version -> IntStream.range(0, 40).mapToObj(i -> event("a" + i, version)))
                .map(Outgoing::of)
                .toList();

        OrderedSending.send("Queue q", events, batch -> {
            try {
                four.await(10, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException("never four at once", alone);
            }
            batch.forEach(entry -> accepted.add(entry.event()));
            return Map.of();
        });

        assertThat(accepted.subList(0, 40)).extracting(Event::aggregateVersion).containsOnly(1L);
        assertThat(accepted.subList(40, 80)).extracting(Event::aggregateVersion).containsOnly(2L);
    }

    @Test
    void aRequestThatFailsIsToldWhenNoOtherIsUnderWay() {
        List<Outgoing> events = IntStream.range(0, 25)
                .mapToObj(i -> event("a" + i, 1))
                .map(Outgoing::of)
                .toList();
        CountDownLatch failed = new CountDownLatch(1);

        assertThatThrownBy(() -> OrderedSending.send("Queue q", events, batch -> {
                    if (batch.size() == 5) {
                        failed.countDown();
                        throw new TransportDownException("gone");
                    }
                    await(failed);
                    batch.forEach(entry -> accepted.add(entry.event()));
                    return Map.of();
                }))
                .isInstanceOf(TransportDownException.class)
                .hasMessage("gone");

        assertThat(accepted).hasSize(20);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRefusedEventBlocksLaterOnesOfItsAggregateOnly() {
        List<Event> events = List.of(event("a", 1), event("b", 1), event("a", 2), event("b", 2));

        assertThatThrownBy(() -> send(events, event -> event.eventId().equals("a-1")))
                .isInstanceOf(TransportDownException.class)
                .hasMessage("Queue q did not accept events of 1 aggregates; it says: busy");

        assertThat(accepted).extracting(Event::eventId).containsExactly("b-1", "b-2");
    }

    @Test
    void namesAnEventThatCanNeverBeAccepted() {
        assertThatThrownBy(() -> OrderedSending.send(
                        "Queue q",
                        Stream.of(event("a", 1), event("b", 1))
                                .map(Outgoing::of)
                                .toList(),
                        batch -> Map.of(1, new Refusal("InvalidMessageContents", true))))
                .isInstanceOfSatisfying(
                        EventRefusedException.class,
                        refused -> assertThat(refused.event().eventId()).isEqualTo("b-1"))
                .hasMessageContaining("Event b-1 (OrderCreated of b) can't be published: Queue q says: Invalid");
    }

    @Test
    void refusesWhatIsTooLargeBeforeAnythingIsSent() {
        assertThatThrownBy(() -> Outgoing.of(Events.ofBytes("a", 250_000)))
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("250000 is the most");
    }

    /** Whatever fails, what was accepted of an aggregate is a prefix, and trying again ends with all, each once, in order. */
    @Test
    void keepsOrderUnderRandomRefusals() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            String aggregate = "a" + random.nextInt(15);
            events.add(event(aggregate, versions.merge(aggregate, 1L, Long::sum)));
        }

        AtomicInteger refusals = new AtomicInteger(60);
        boolean done = false;
        while (!done) {
            try {
                send(events, event -> random.nextInt(20) == 0 && refusals.getAndDecrement() > 0);
                done = true;
            } catch (TransportDownException again) {
                assertInOrder(seed);
            }
        }

        assertInOrder(seed);
        assertThat(accepted).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(events);
    }

    private void assertInOrder(long seed) {
        accepted.stream()
                .collect(Collectors.groupingBy(Event::aggregateId))
                .forEach((aggregate, events) -> assertThat(events)
                        .as("seed %d, aggregate %s", seed, aggregate)
                        .extracting(Event::aggregateVersion)
                        .containsExactlyElementsOf(firstVersions(events.size())));
    }

    /** As the transport does: accepts each entry by itself, drops what it has seen. */
    private void send(List<Event> events, Predicate<Event> refuses) {
        OrderedSending.send("Queue q", events.stream().map(Outgoing::of).toList(), batch -> {
            batches.add(batch.stream().map(entry -> entry.event().eventId()).toList());
            Map<Integer, Refusal> refused = new HashMap<>();
            for (int i = 0; i < batch.size(); i++) {
                Event event = batch.get(i).event();
                if (refuses.test(event)) {
                    refused.put(i, new Refusal("busy", false));
                } else if (!accepted.contains(event)) {
                    accepted.add(event);
                }
            }
            return refused;
        });
    }

    private static List<Long> firstVersions(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
