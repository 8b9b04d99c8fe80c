package dev.banyan.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends events to one destination in batches, in order per aggregate. A batch holds one event per aggregate at most: the
 * transport may accept a batch's second entry and not its first. Batches that have no aggregate in common are under way side by side.
 */
final class OrderedSending {

    /** What SNS and SQS take at once, and with room for what they count beside the text. */
    private static final int ENTRIES = 10;

    private static final int BYTES = 250_000;

    /** Requests that are under way at once. */
    private static final int SIDE_BY_SIDE = 4;

    private static final ExecutorService REQUESTS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "publish");
        thread.setDaemon(true);
        return thread;
    });

    /** Why the transport did not take an entry. */
    record Refusal(String reason, boolean forGood) {}

    /** One request. */
    @FunctionalInterface
    interface Batch {

        /**
         * @return what was not accepted, by place in the batch
         * @throws TransportDownException when the whole request failed; what it had done is unknown
         */
        Map<Integer, Refusal> send(List<Outgoing> entries);
    }

    /** An event and its text. */
    record Outgoing(Event event, String text) {

        static Outgoing of(Event event) {
            Outgoing outgoing = new Outgoing(event, event.toJson());
            if (outgoing.bytes() > BYTES) {
                throw new EventRefusedException(
                        event, "it has " + outgoing.bytes() + " bytes; " + BYTES + " is the most");
            }
            return outgoing;
        }

        /** The text is ASCII. */
        int bytes() {
            return text.length() + event.type().length();
        }
    }

    private OrderedSending() {}

    /** @param destination what it is called in messages */
    static void send(String destination, List<Outgoing> events, Batch batch) {
        Map<String, Deque<Outgoing>> byAggregate = new LinkedHashMap<>();
        for (Outgoing outgoing : events) {
            byAggregate
                    .computeIfAbsent(outgoing.event().aggregateId(), id -> new ArrayDeque<>())
                    .add(outgoing);
        }
        Set<String> blocked = new HashSet<>();
        Refusal last = null;
        while (!byAggregate.isEmpty()) {
            List<List<Outgoing>> next = takeBatches(byAggregate);
            List<Map<Integer, Refusal>> refused = sendAll(next, batch);
            for (int i = 0; i < next.size(); i++) {
                for (Map.Entry<Integer, Refusal> entry : refused.get(i).entrySet()) {
                    Event event = next.get(i).get(entry.getKey()).event();
                    if (entry.getValue().forGood()) {
                        throw new EventRefusedException(
                                event,
                                destination + " says: " + entry.getValue().reason());
                    }
                    byAggregate.remove(event.aggregateId());
                    blocked.add(event.aggregateId());
                    last = entry.getValue();
                }
            }
        }
        if (last != null) {
            throw new TransportDownException(destination + " did not accept events of " + blocked.size()
                    + " aggregates; it says: " + last.reason());
        }
    }

    /** Returns, or throws what one of them threw, when none is under way any more: what comes later must not overtake it. */
    private static List<Map<Integer, Refusal>> sendAll(List<List<Outgoing>> batches, Batch batch) {
        List<CompletableFuture<Map<Integer, Refusal>>> others = batches.subList(1, batches.size()).stream()
                .map(entries -> CompletableFuture.supplyAsync(() -> batch.send(entries), REQUESTS))
                .toList();
        List<Map<Integer, Refusal>> refused = new ArrayList<>();
        RuntimeException failure = null;
        try {
            refused.add(batch.send(batches.get(0)));
        } catch (RuntimeException e) {
            failure = e;
        }
        for (CompletableFuture<Map<Integer, Refusal>> other : others) {
            try {
                refused.add(other.join());
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return refused;
    }

    /** The first events of the aggregates, as many as may be under way at once, none of them twice. */
    private static List<List<Outgoing>> takeBatches(Map<String, Deque<Outgoing>> byAggregate) {
        Iterator<Deque<Outgoing>> lanes = List.copyOf(byAggregate.values()).iterator();
        List<List<Outgoing>> batches = new ArrayList<>();
        List<Outgoing> batch = new ArrayList<>();
        int bytes = 0;
        while (lanes.hasNext()) {
            Deque<Outgoing> lane = lanes.next();
            int more = lane.getFirst().bytes();
            if (batch.size() == ENTRIES || bytes + more > BYTES) {
                batches.add(batch);
                if (batches.size() == SIDE_BY_SIDE) {
                    return batches;
                }
                batch = new ArrayList<>();
                bytes = 0;
            }
            Outgoing first = lane.removeFirst();
            batch.add(first);
            bytes += more;
            if (lane.isEmpty()) {
                byAggregate.remove(first.event().aggregateId());
            }
        }
        batches.add(batch);
        return batches;
    }
}
