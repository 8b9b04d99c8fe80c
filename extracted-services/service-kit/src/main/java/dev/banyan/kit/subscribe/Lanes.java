package dev.banyan.kit.subscribe;

import dev.banyan.events.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The messages in hand: a lane for each group, in which one is handled after the other, and lanes beside one another. A message
 * that is to be tried again stays first of its lane and takes no worker meanwhile. Safe for many threads.
 */
final class Lanes {

    /** Handles the first message of a lane. */
    @FunctionalInterface
    interface Step {

        /**
         * @param tries how often it was tried in vain before; counts this one
         * @return after which pause it is to be tried again; null when it is done with
         */
        @Nullable
        Duration take(ReceivedMessage message, Tries tries);
    }

    /** How often the first message of a lane was tried in vain: its own fault, and others'. */
    static final class Tries {
        int failures;
        int waits;
    }

    private static final class Lane {
        private final Map<String, ReceivedMessage> messages = new LinkedHashMap<>();
        private final Instant since;
        private Tries tries = new Tries();
        private boolean running;
        /** Its first is to be tried again, and not yet. */
        private boolean waits;

        Lane(Instant since) {
            this.since = since;
        }

        ReceivedMessage first() {
            return messages.values().iterator().next();
        }
    }

    private final Step step;
    private final ScheduledThreadPoolExecutor workers;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private boolean stopping;

    Lanes(int workers, Step step) {
        this.step = step;
        this.workers = new ScheduledThreadPoolExecutor(workers, work -> new Thread(work, "subscriber-worker"));
        this.workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Adds what was received; one that is in hand already has a newer receipt now. */
    synchronized void add(List<ReceivedMessage> received, Instant now) {
        for (ReceivedMessage message : received) {
            Lane lane = lanes.get(message.group());
            if (lane == null) {
                lane = new Lane(now);
                lanes.put(message.group(), lane);
                schedule(message.group(), Duration.ZERO);
            }
            lane.messages.put(message.messageId(), message);
        }
    }

    synchronized int size() {
        return lanes.values().stream().mapToInt(lane -> lane.messages.size()).sum();
    }

    synchronized List<ReceivedMessage> all() {
        return lanes.values().stream()
                .flatMap(lane -> lane.messages.values().stream())
                .toList();
    }

    synchronized Optional<Instant> oldest() {
        return all().stream().map(ReceivedMessage::sentAt).min(Instant::compareTo);
    }

    /**
     * Waits until there is room for more, or the stop: there are fewer than {@code most}, and no more than {@code mostReady} that
     * nothing but other messages keeps from being handled.
     *
     * @return for how many there is room, by {@code most}
     */
    synchronized int awaitRoom(int most, int mostReady) throws InterruptedException {
        while ((size() >= most || ready() > mostReady) && !stopping) {
            wait();
        }
        return Math.max(0, most - size());
    }

    /** How many are being handled, or kept from it by nothing but others. */
    synchronized int ready() {
        return lanes.values().stream()
                .filter(lane -> !lane.waits)
                .mapToInt(lane -> lane.messages.size())
                .sum();
    }

    /** Takes out whole lanes that have been in hand since before that time and are not being handled. */
    synchronized List<ReceivedMessage> removeOlderThan(Instant time) {
        List<ReceivedMessage> removed = new ArrayList<>();
        Iterator<Lane> all = lanes.values().iterator();
        while (all.hasNext()) {
            Lane lane = all.next();
            if (!lane.running && lane.since.isBefore(time)) {
                removed.addAll(lane.messages.values());
                all.remove();
            }
        }
        notifyAll();
        return removed;
    }

    /** Lets those that are being handled end, and starts no other; returns what is left after at most that time. */
    synchronized List<ReceivedMessage> stop(Duration patience) throws InterruptedException {
        stopping = true;
        notifyAll();
        workers.shutdown();
        long end = System.nanoTime() + patience.toNanos();
        while (lanes.values().stream().anyMatch(lane -> lane.running) && System.nanoTime() < end) {
            wait(100);
        }
        workers.shutdownNow();
        return all();
    }

    private void advance(String group) {
        ReceivedMessage message;
        Lane lane;
        synchronized (this) {
            lane = lanes.get(group);
            if (stopping || lane == null || lane.running) {
                return;
            }
            lane.running = true;
            lane.waits = false;
            message = lane.first();
        }
        Duration pause = Duration.ofSeconds(1);
        try {
            pause = step.take(message, lane.tries);
        } finally {
            end(group, lane, message, pause);
        }
    }

    private synchronized void end(String group, Lane lane, ReceivedMessage message, @Nullable Duration pause) {
        lane.running = false;
        lane.waits = pause != null;
        if (pause == null) {
            lane.messages.remove(message.messageId());
            lane.tries = new Tries();
        }
        if (lane.messages.isEmpty()) {
            lanes.remove(group);
        } else {
            schedule(group, pause == null ? Duration.ZERO : pause);
        }
        notifyAll();
    }

    private void schedule(String group, Duration pause) {
        try {
            var unused = workers.schedule(() -> advance(group), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // What is left is given back.
        }
    }
}
