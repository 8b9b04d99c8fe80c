package dev.banyan.events;

import static dev.banyan.events.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueuesIT {

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration BRIEFLY = Duration.ofSeconds(1);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static EmbeddedSqs sqs;
    private static Queues queues;

    private final String subscriber = "reviews" + NAMES.incrementAndGet();

    @BeforeAll
    static void start() {
        sqs = EmbeddedSqs.start();
        queues = Queues.open(sqs.settings(), new QueueSettings("ruby-", Duration.ofSeconds(2), 3, Duration.ofDays(14)));
    }

    @AfterAll
    static void stop() {
        queues.close();
        sqs.close();
    }

    @Test
    void keepsWhatComesBeforeTheSubscriberDoes() {
        publish(event("a", 1), event("b", 1), event("a", 2));

        assertThat(queues.depth(subscriber)).isEqualTo(new QueueDepth(3, 0, 0));
        List<ReceivedMessage> received = drain();
        assertThat(events(received, "a")).containsExactly("a-1", "a-2");
        assertThat(events(received, "b")).containsExactly("b-1");
        assertThat(queues.depth(subscriber).isEmpty()).isTrue();
    }

    @Test
    void manyWithSettingsOfTheirOwnMayMakeTheSameQueueAtOnce() throws Exception {
        int clients = 8;
        int rounds = 10;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            for (int round = 0; round < rounds; round++) {
                String name = subscriber + "-" + round;
                CyclicBarrier together = new CyclicBarrier(clients);
                List<Future<QueueDepth>> depths = new ArrayList<>();
                for (int client = 1; client <= clients; client++) {
                    Duration visibility = Duration.ofSeconds(client);
                    depths.add(threads.submit(() -> {
                        try (Queues own = Queues.open(
                                sqs.settings(), new QueueSettings("ruby-", visibility, 3, Duration.ofDays(14)))) {
                            together.await();
                            return own.depth(name);
                        }
                    }));
                }
                for (Future<QueueDepth> depth : depths) {
                    assertThat(depth.get()).isEqualTo(new QueueDepth(0, 0, 0));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesEachSubscriberWhatItSubscribesTo() {
        String other = subscriber + "-other";
        QueuePublisher publisher = new QueuePublisher(
                queues,
                List.of(
                        new Subscription(subscriber, Set.of("OrderCreated")),
                        new Subscription(other, Set.of("OrderCreated", "AdEnded"))));

        publisher.publish(List.of(event("a", 1), event("a", 2, "AdEnded"), event("a", 3, "ShopClosed")));

        assertThat(queues.depth(subscriber).waiting()).isEqualTo(1);
        assertThat(queues.depth(other).waiting()).isEqualTo(2);
    }

    @Test
    void deliversARepeatedPublicationOnceAndARepublicationAgain() {
        publish(event("a", 1));
        publish(event("a", 1), event("a", 2));
        publish(event("a", 1).republished("r1"));

        assertThat(drain())
                .extracting(message -> Event.parse(message.body()))
                .containsExactly(event("a", 1), event("a", 2), event("a", 1).republished("r1"));
    }

    @Test
    void makesItsQueuesAsOftenAsAsked() {
        queues.create(subscriber);
        queues.create(subscriber);
        Queues stricter =
                Queues.open(sqs.settings(), new QueueSettings("ruby-", Duration.ofSeconds(5), 7, Duration.ofDays(1)));

        stricter.create(subscriber);

        assertThat(queues.depth(subscriber)).isEqualTo(new QueueDepth(0, 0, 0));
        stricter.close();
    }

    @Test
    void holdsBackAGroupOfWhichAMessageIsInHand() {
        publish(event("a", 1), event("b", 1));
        SubscriberQueue receiver = queues.receiver(subscriber);
        ReceivedMessage first = receiver.receive(1, WAIT).get(0);
        publish(event(first.group(), 2));

        List<ReceivedMessage> others = receiver.receive(10, BRIEFLY);
        receiver.giveBack(List.of(first));
        List<ReceivedMessage> then = receiver.receive(10, WAIT);

        assertThat(others).extracting(ReceivedMessage::group).doesNotContain(first.group());
        assertThat(then).extracting(ReceivedMessage::group).containsOnly(first.group());
        assertThat(then).hasSize(2);
        assertThat(then.get(0).messageId()).isEqualTo(first.messageId());
        assertThat(then.get(0).receives()).isEqualTo(2);
    }

    @Test
    void keepsInHandWhatAsksForMoreTime() {
        publish(event("a", 1));
        SubscriberQueue receiver = queues.receiver(subscriber);
        List<ReceivedMessage> message = receiver.receive(10, WAIT);

        List<ReceivedMessage> taken = new ArrayList<>();
        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    receiver.keep(message);
                    taken.addAll(receiver.receive(10, Duration.ZERO));
                    return taken.isEmpty();
                });
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !receiver.receive(10, BRIEFLY).isEmpty());
    }

    @Test
    void showsRedrivesAndDropsDeadLetters() {
        publish(event("a", 1), event("b", 1), event("c", 1));
        SubscriberQueue receiver = queues.receiver(subscriber);
        receiver.receive(10, WAIT).forEach(message -> receiver.bury(message, "no such\nshop \u0007 가게"));
        DeadLetters dead = queues.deadLetters(subscriber);

        assertThat(queues.depth(subscriber)).isEqualTo(new QueueDepth(0, 0, 3));
        assertThat(dead.list(10)).hasSize(3).extracting(DeadLetter::reason).containsOnly("no such shop");
        assertThat(dead.list(2)).hasSize(2);
        DeadLetter letter = dead.show("b-1").orElseThrow();
        assertThat(letter.event()).isEqualTo(event("b", 1));
        assertThat(dead.show(letter.messageId())).contains(letter);
        assertThat(dead.show("unknown")).isEmpty();

        assertThat(dead.drop("a-1")).isEqualTo(1);
        assertThat(dead.drop("a-1")).isZero();
        assertThat(dead.redrive("b-1")).isEqualTo(1);
        assertThat(dead.redriveAll()).isEqualTo(1);

        assertThat(dead.list(10)).isEmpty();
        assertThat(drain())
                .extracting(message -> Event.parse(message.body()).eventId())
                .containsExactlyInAnyOrder("b-1", "c-1");
    }

    @Test
    void redrivesTheSameEventAsOftenAsItDies() {
        publish(event("a", 1));
        SubscriberQueue receiver = queues.receiver(subscriber);
        DeadLetters dead = queues.deadLetters(subscriber);

        for (int time = 0; time < 3; time++) {
            receiver.receive(10, WAIT).forEach(message -> receiver.bury(message, "again"));
            assertThat(dead.redriveAll()).isEqualTo(1);
        }

        assertThat(drain()).hasSize(1);
    }

    @Test
    void dropsAllDeadLettersOfAnAggregateWithMany() {
        List<Event> many = new ArrayList<>();
        for (int version = 1; version <= 25; version++) {
            many.add(event("a", version));
        }
        publish(many.toArray(Event[]::new));
        SubscriberQueue receiver = queues.receiver(subscriber);
        drainWith(receiver, message -> receiver.bury(message, null));

        assertThat(queues.deadLetters(subscriber).dropAll()).isEqualTo(25);
        assertThat(queues.depth(subscriber).dead()).isZero();
    }

    @Test
    void givesUpAMessageThatWasReceivedTooOften() {
        publish(event("a", 1));
        SubscriberQueue receiver = queues.receiver(subscriber);
        for (int time = 1; time <= 3; time++) {
            receiver.giveBack(receiver.receive(10, WAIT));
        }

        assertThat(receiver.receive(10, BRIEFLY)).isEmpty();

        Awaitility.await()
                .untilAsserted(() -> assertThat(queues.depth(subscriber)).isEqualTo(new QueueDepth(0, 0, 1)));
        assertThat(queues.deadLetters(subscriber).show("a-1").orElseThrow().reason())
                .isNull();
    }

    @Test
    void saysThatTheTransportIsDownAndGoesOnWhenItIsBack() {
        try (EmbeddedSqs other = EmbeddedSqs.start();
                Queues its = Queues.open(other.settings(), QueueSettings.DEFAULTS)) {
            QueuePublisher publisher =
                    new QueuePublisher(its, List.of(new Subscription(subscriber, Set.of("OrderCreated"))));
            publisher.publish(List.of(event("a", 1)));
            other.stop();

            assertThatThrownBy(() -> publisher.publish(List.of(event("a", 2))))
                    .isInstanceOf(TransportDownException.class)
                    .hasMessageStartingWith("Queue " + subscriber + ".fifo does not answer: ");
            other.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(TransportDownException.class)
                    .untilAsserted(() -> publisher.publish(List.of(event("a", 2))));

            assertThat(its.depth(subscriber).waiting()).isEqualTo(1);
        }
    }

    @Test
    void refusesNamesThatNoQueueMayHave() {
        assertThatThrownBy(() -> queues.receiver("re views"))
                .hasMessage("A subscriber is named 're views'; it must be at most 50 letters, digits, hyphens and"
                        + " underscores");
    }

    private void publish(Event... events) {
        new QueuePublisher(queues, List.of(new Subscription(subscriber, Set.of("OrderCreated"))))
                .publish(List.of(events));
    }

    private List<ReceivedMessage> drain() {
        SubscriberQueue receiver = queues.receiver(subscriber);
        List<ReceivedMessage> all = new ArrayList<>();
        drainWith(receiver, message -> {
            all.add(message);
            receiver.delete(message);
        });
        return all;
    }

    private static void drainWith(SubscriberQueue receiver, Consumer<ReceivedMessage> each) {
        List<ReceivedMessage> page = receiver.receive(10, WAIT);
        while (!page.isEmpty()) {
            page.forEach(each);
            page = receiver.receive(10, BRIEFLY);
        }
    }

    private static List<String> events(List<ReceivedMessage> messages, String group) {
        return messages.stream()
                .filter(message -> message.group().equals(group))
                .map(message -> Event.parse(message.body()).eventId())
                .collect(Collectors.toList());
    }
}
