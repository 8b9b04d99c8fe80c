package dev.banyan.kit.subscribe;

import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.SubscriberQueue;
import dev.banyan.events.TransportDownException;
import dev.banyan.kit.subscribe.Lanes.Tries;
import dev.banyan.kit.subscribe.Outcome.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes messages from the queue while it has room for them, keeps them in hand until they are done with, and moves those that
 * can't be handled to the dead letters. It takes hardly more ahead than its workers can begin with: what is left in the queue, other
 * instances may have, and a queue server looks past whatever is in a hand each time that it is asked. Many instances may run. Dead letters are its own decision, after attempts that this
 * instance made: the queue's count of receives grows for messages, too, that were only received together with a bad one.
 */
final class Subscriber implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

    /** A message may be in one hand for twelve hours. */
    private static final Duration LONGEST_IN_HAND = Duration.ofHours(11);

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(6);
    private static final Duration PAUSE_WHEN_DOWN = Duration.ofSeconds(1);

    private final SubscriberQueue queue;
    private final Handling handling;
    private final Inbox inbox;
    private final SubscribeSettings settings;
    private final SubscriberState state;
    private final Clock clock;

    private volatile boolean running;
    private @Nullable Lanes lanes;
    private @Nullable Deletions deletions;
    private @Nullable Thread poller;
    private @Nullable ScheduledExecutorService upkeep;

    Subscriber(
            SubscriberQueue queue,
            Handling handling,
            Inbox inbox,
            SubscribeSettings settings,
            SubscriberState state,
            Clock clock) {
        this.queue = queue;
        this.handling = handling;
        this.inbox = inbox;
        this.settings = settings;
        this.state = state;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService timer =
                Executors.newScheduledThreadPool(2, work -> new Thread(work, "subscriber-upkeep"));
        Deletions done = new Deletions(queue::delete, timer);
        Lanes started = new Lanes(settings.workers(), (message, tries) -> take(message, tries, done));
        Thread thread = new Thread(() -> poll(started), "subscriber");
        deletions = done;
        lanes = started;
        poller = thread;
        upkeep = timer;
        state.shows(started);
        running = true;
        thread.start();
        repeat(timer, settings.visibility().dividedBy(3), () -> keepInHand(started));
        repeat(timer, Duration.ofSeconds(10), () -> state.depth(queue.depth()));
        repeat(timer, Duration.ofHours(1), () -> inbox.clean(settings.keepInbox()));
    }

    private void poll(Lanes inHand) {
        boolean made = false;
        while (running) {
            try {
                if (!made) {
                    queue.create();
                    made = true;
                }
                int room = inHand.awaitRoom(settings.inHand(), settings.workers());
                if (room > 0) {
                    int most = Math.min(room, 10);
                    List<ReceivedMessage> received = queue.receive(most, settings.poll());
                    inHand.add(received, clock.instant());
                    if (received.size() < most) {
                        state.emptied();
                    }
                }
                state.up();
            } catch (TransportDownException down) {
                state.down(String.valueOf(down.getMessage()));
                made = false;
                LockSupport.parkNanos(PAUSE_WHEN_DOWN.toNanos());
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private @Nullable Duration take(ReceivedMessage message, Tries tries, Deletions deletions) {
        Outcome outcome = handling.handle(message);
        if (outcome.kind() == Kind.WAITS) {
            tries.waits++;
            return settings.pauseAfter(tries.waits);
        }
        boolean dead = outcome.kind() == Kind.DEAD;
        if (outcome.kind() == Kind.FAILED) {
            tries.failures++;
            dead = tries.failures >= settings.attempts();
            if (!dead) {
                return settings.pauseAfter(tries.failures);
            }
        }
        if (!dead) {
            deletions.add(message, isAlone());
            return null;
        }
        try {
            queue.bury(message, outcome.why());
            log.error("Message {} of {} is a dead letter: {}", message.messageId(), message.group(), outcome.why());
            return null;
        } catch (TransportDownException down) {
            return settings.longestBackOff();
        }
    }

    /** Whether nothing else is being handled, or could be. */
    private boolean isAlone() {
        Lanes inHand = lanes;
        return inHand == null || inHand.ready() <= 1;
    }

    private void keepInHand(Lanes inHand) {
        List<ReceivedMessage> tooLong = inHand.removeOlderThan(clock.instant().minus(LONGEST_IN_HAND));
        queue.giveBack(tooLong);
        queue.keep(inHand.all());
    }

    private static void repeat(ScheduledExecutorService timer, Duration pause, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (TransportDownException | DataAccessException | TransactionException notNow) {
                        log.debug("Upkeep of the subscriber is put off", notNow);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Messages that are being handled are finished; what is left is given back, for other instances or the next start. */
    @Override
    public synchronized void stop() {
        running = false;
        Lanes inHand = lanes;
        Deletions done = deletions;
        Thread thread = poller;
        ScheduledExecutorService timer = upkeep;
        if (inHand == null || done == null || thread == null || timer == null) {
            return;
        }
        try {
            inHand.stop(PATIENCE_AT_STOP);
            done.flush();
            thread.join(settings.poll().plus(settings.callTimeout()).toMillis());
            timer.shutdownNow();
            queue.giveBack(inHand.all());
        } catch (TransportDownException down) {
            log.warn("What is in hand comes back after {}: {}", settings.visibility(), down.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
