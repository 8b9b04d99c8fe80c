package dev.banyan.cli.events;

import dev.banyan.events.Queues;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/** Keeps a republication from piling up before what is published meanwhile: waits for subscribers that have too much waiting. */
final class Room {
    private static final Duration PAUSE = Duration.ofMillis(200);
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Somebody takes nothing from its queue. */
    static final class StuckException extends RuntimeException {
        StuckException(String message) {
            super(message);
        }
    }

    private final Queues queues;
    private final int most;
    private final Duration patience;

    /**
     * @param most events that may wait in a queue; 0 for any number
     * @param patience with a queue that gets no shorter
     */
    Room(Queues queues, int most, Duration patience) {
        this.queues = queues;
        this.most = most;
        this.patience = patience;
    }

    /**
     * Waits until no more than so many events wait in each of the subscribers' queues. An interruption ends the waiting and is left
     * for the caller to see.
     *
     * @throws StuckException when patience with one of them ends
     */
    void await(Collection<String> subscribers) {
        for (String subscriber : subscribers) {
            long since = System.nanoTime();
            long shortest = Long.MAX_VALUE;
            for (long waiting = waiting(subscriber);
                    waiting > most && !Thread.currentThread().isInterrupted();
                    waiting = waiting(subscriber)) {
                if (waiting < shortest) {
                    shortest = waiting;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > patience.toNanos()) {
                    throw new StuckException(
                            waiting + " events wait for '" + subscriber + "', and in " + patience.toSeconds()
                                    + " seconds it took none. Is it running? Leave it out by --to, or don't wait for it by"
                                    + " --backlog 0.");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private long waiting(String subscriber) {
        return most == 0 ? 0 : queues.depth(subscriber).waiting();
    }
}
