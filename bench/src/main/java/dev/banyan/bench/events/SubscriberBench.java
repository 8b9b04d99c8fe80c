package dev.banyan.bench.events;

import dev.banyan.bench.events.CountingService.Deliveries;
import dev.banyan.events.Event;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.SubscriberQueue;
import dev.banyan.events.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events a second into a service: the kit's subscriber, with its inbox and a row of the service's own in one transaction, against as many
 * threads that take messages off the queue, delete them, and do nothing else.
 */
final class SubscriberBench {
    private static final int THREADS = 8;

    private final OutboxServer server;
    private final Queues queues;
    private final QueuePublisher publisher;
    private long lastEvent;

    private SubscriberBench(OutboxServer server, Queues queues) {
        this.server = server;
        this.queues = queues;
        this.publisher = new QueuePublisher(
                queues, List.of(new Subscription(OutboxServer.SUBSCRIBER, Set.of(OutboxServer.TYPE))));
    }

    static Figures run(int runs, int events) throws InterruptedException {
        Figures figures = new Figures("subscriber with inbox and effect", "receive and delete alone");
        try (OutboxServer server = new OutboxServer();
                Queues queues = Queues.open(server.sqs.settings(), QueueSettings.DEFAULTS)) {
            SubscriberBench bench = new SubscriberBench(server, queues);
            bench.handle(1_000);
            for (int run = 0; run < runs; run++) {
                double ours = bench.handle(events);
                figures.add(ours, bench.takeAndDelete(events));
            }
        }
        return figures;
    }

    private double handle(int events) {
        publish(events);
        try (Subscribed service = Subscribed.start(server)) {
            Deliveries deliveries = service.deliveries();
            long first = Waiting.until("the first event", () -> deliveries.handled() > 0);
            long early = deliveries.handled();
            long last = Waiting.until("the last event", () -> deliveries.handled() >= events);
            return Figures.perSecond(events - early, last - first);
        }
    }

    private double takeAndDelete(int events) throws InterruptedException {
        publish(events);
        AtomicLong taken = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> take(taken, events), "take-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return Figures.perSecond(events, System.nanoTime() - began);
    }

    private void take(AtomicLong taken, int events) {
        SubscriberQueue queue = queues.receiver(OutboxServer.SUBSCRIBER);
        while (taken.get() < events) {
            List<ReceivedMessage> received = queue.receive(10, Duration.ZERO);
            queue.delete(received);
            taken.addAndGet(received.size());
        }
    }

    private void publish(int events) {
        List<Event> batch = new ArrayList<>();
        JsonMapper json = new JsonMapper();
        for (int i = 0; i < events; i++) {
            long event = ++lastEvent;
            batch.add(new Event(
                    "event-" + event,
                    OutboxServer.TYPE,
                    1,
                    String.valueOf(event / 5 + 1),
                    event % 5 + 1,
                    Instant.now(),
                    List.of("status"),
                    null,
                    null,
                    json.createObjectNode().put("shopId", event % 500).put("amount", 15_000)));
        }
        publisher.publish(batch);
    }
}
